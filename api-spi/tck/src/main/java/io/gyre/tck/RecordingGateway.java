package io.gyre.tck;

import io.gyre.spi.error.Disconnect;
import io.gyre.spi.error.DisconnectException;
import io.gyre.spi.transport.ClientGateway;
import io.gyre.spi.transport.Connection;
import io.gyre.spi.transport.ConnectionInfo;
import io.gyre.spi.transport.Session;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes connections, remembers what their peers say, and speaks to them. Thread-safe. */
public final class RecordingGateway implements ClientGateway {
  private final Await changed = new Await();
  private final List<RecordedSession> sessions = new ArrayList<>();
  private Optional<Disconnect> refusal = Optional.empty();

  /** Makes a gateway that takes every connection. */
  public RecordingGateway() {}

  /** Refuses connections from now on. */
  public void refuse(Disconnect disconnect) {
    changed.change(() -> refusal = Optional.of(disconnect));
  }

  @Override
  public Session open(Connection connection, ConnectionInfo info) {
    changed
        .read(() -> refusal)
        .ifPresent(disconnect -> {
          throw new DisconnectException(disconnect);
        });
    List<RecordedSession> opened = new ArrayList<>(1);
    changed.change(() -> {
      RecordedSession session = new RecordedSession("session-" + sessions.size(), connection, info);
      sessions.add(session);
      opened.add(session);
    });
    return opened.getFirst();
  }

  @Override
  public boolean emulate(String nodeId, String sessionId, byte[] frame) {
    Optional<RecordedSession> found =
        changed.read(() -> sessions.stream().filter(s -> s.id().equals(sessionId)).findFirst());
    found.ifPresent(session -> session.receive(frame));
    return found.isPresent();
  }

  /** Waits for a connection; the first has index 0. */
  public RecordedSession awaitSession(int index) {
    changed.until(
        "connection " + index,
        () -> sessions.size() > index,
        () -> sessions.size() + " connections");
    return changed.read(() -> sessions.get(index));
  }

  /** One connection, seen from the server. Thread-safe. */
  public static final class RecordedSession implements Session {
    private final Await changed = new Await();
    private final String id;
    private final Connection connection;
    private final ConnectionInfo info;
    private final List<String> frames = new ArrayList<>();
    private int closedCalls;

    RecordedSession(String id, Connection connection, ConnectionInfo info) {
      this.id = id;
      this.connection = connection;
      this.info = info;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public int shard() {
      return 0;
    }

    @Override
    public void receive(byte[] frame) {
      changed.change(() -> frames.add(new String(frame, StandardCharsets.UTF_8)));
    }

    @Override
    public void closed() {
      changed.change(() -> closedCalls++);
    }

    /** The peer, to send to. */
    public Connection connection() {
      return connection;
    }

    /** What the transport said about the peer. */
    public ConnectionInfo info() {
      return info;
    }

    /** Waits until so many frames came, and returns all there are. */
    public List<String> awaitFrames(int count) {
      changed.until(count + " frames", () -> frames.size() >= count, frames::toString);
      return changed.read(() -> List.copyOf(frames));
    }

    /** Waits until the transport said that the peer is gone. */
    public void awaitClosed() {
      changed.until("the end of the connection", () -> closedCalls > 0, () -> "none");
    }

    /** How often the transport said that the peer is gone. */
    public int closedCalls() {
      return changed.read(() -> closedCalls);
    }
  }
}
