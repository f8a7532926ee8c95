package io.gyre.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.spi.Service;
import io.gyre.spi.error.Disconnect;
import io.gyre.spi.transport.Frame;
import io.gyre.tck.RecordingGateway.RecordedSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every transport with a listener of its own does. Extend it, make the transport, and supply a
 * {@link Peer} that speaks its wire.
 */
public abstract class TransportContract {

  /** A client of the transport under test; calls block, for ten seconds at most. */
  public interface Peer extends AutoCloseable {
    /** Sends one frame. */
    void send(String frame) throws IOException;

    /** Waits for one frame. */
    String receive() throws IOException;

    /** Waits until the server ends the connection; returns what came before that. */
    List<String> receiveUntilEnd() throws IOException;

    @Override
    void close() throws IOException;
  }

  private static final int PEERS = 20;
  private static final int FRAMES = 200;

  private final FakeContext context = new FakeContext();
  private final List<Peer> peers = new ArrayList<>();
  private ServiceRunner runner;
  private int port;

  /** Instances are made by JUnit. */
  protected TransportContract() {}

  /** Makes the transport under test, to listen on a port of the loopback address. */
  protected abstract Service transport(FakeContext context, int port);

  /** Connects a client to the port; fails if nobody listens. */
  protected abstract Peer connect(int port) throws IOException;

  @BeforeEach
  final void startTransport() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    runner = ServiceRunner.startReady(transport(context, port));
  }

  @AfterEach
  final void stopTransport() throws IOException {
    for (Peer peer : peers) {
      peer.close();
    }
    runner.close();
  }

  @Test
  final void opensOneSessionPerPeerAndSaysWhoItIs() throws IOException {
    peer();
    RecordedSession session = session(0);
    assertTrue(!session.info().transport().isEmpty(), "the transport has a name");
    assertTrue(session.info().remote().contains("127.0.0.1"), session.info().remote());
  }

  @Test
  final void handsOverFramesInOrder() throws IOException {
    Peer peer = peer();
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      sent.add("{\"id\":" + i + ",\"text\":\"привет\"}");
      peer.send(sent.getLast());
    }
    assertEquals(sent, session(0).awaitFrames(FRAMES));
  }

  @Test
  final void writesFramesInOrder() throws IOException {
    Peer peer = peer();
    for (int i = 0; i < FRAMES; i++) {
      int waiting = session(0).connection().send(frame("{\"n\":" + i + "}"));
      assertTrue(waiting >= 0, () -> "waiting: " + waiting);
    }
    for (int i = 0; i < FRAMES; i++) {
      assertEquals("{\"n\":" + i + "}", peer.receive());
    }
  }

  @Test
  final void carriesALargeFrameBothWays() throws IOException {
    Peer peer = peer();
    String large = "{\"x\":\"" + "y".repeat(50_000) + "\"}";
    peer.send(large);
    assertEquals(List.of(large), session(0).awaitFrames(1));
    session(0).connection().send(frame(large));
    assertEquals(large, peer.receive());
  }

  @Test
  final void keepsPeersApart() throws IOException {
    List<Peer> many = new ArrayList<>();
    for (int i = 0; i < PEERS; i++) {
      Peer peer = peer();
      many.add(peer);
      session(i).connection().send(frame("{\"peer\":" + i + "}"));
    }
    for (int i = 0; i < PEERS; i++) {
      assertEquals("{\"peer\":" + i + "}", many.get(i).receive());
    }
  }

  @Test
  final void saysOnceThatThePeerIsGone() throws IOException {
    Peer peer = peer();
    RecordedSession session = session(0);
    peer.close();
    session.awaitClosed();
    session.connection().send(frame("{}"));
    session.connection().close(new Disconnect(3000, "connection closed"));
    runner.stop();
    assertEquals(1, session.closedCalls());
  }

  @Test
  final void writesWhatWaitsBeforeItEndsTheConnection() throws IOException {
    Peer peer = peer();
    session(0).connection().send(frame("{\"last\":1}"));
    session(0).connection().close(new Disconnect(3001, "shutdown"));
    assertEquals("{\"last\":1}", peer.receiveUntilEnd().getFirst());
    session(0).awaitClosed();
  }

  @Test
  final void endsAConnectionThatTheServerRefuses() throws IOException {
    context.gateway().refuse(new Disconnect(3504, "connection limit"));
    try (Peer refused = connect(port)) {
      refused.receiveUntilEnd();
    }
  }

  @Test
  final void neverBlocksOnAPeerThatDoesNotRead() throws IOException {
    peer();
    Frame large = frame("x".repeat(100_000));
    int waiting = 0;
    for (int i = 0; i < 200; i++) {
      waiting = session(0).connection().send(large);
    }
    assertTrue(waiting > 100_000, "the transport tells how much waits");
    session(0).connection().close(new Disconnect(3008, "slow"));
    session(0).awaitClosed();
  }

  @Test
  final void listensNoMoreAfterItsEnd() {
    runner.stop();
    assertThrows(IOException.class, () -> connect(port).close());
  }

  private Peer peer() throws IOException {
    Peer peer = connect(port);
    peers.add(peer);
    return peer;
  }

  private RecordedSession session(int index) {
    return context.gateway().awaitSession(index);
  }

  private static Frame frame(String text) {
    return new Frame(BrokerContract.bytes(text));
  }
}
