package io.gyre.tck;

import io.gyre.spi.Run;
import io.gyre.spi.Service;
import io.gyre.spi.error.Disconnect;
import io.gyre.spi.error.DisconnectException;
import io.gyre.spi.transport.Connection;
import io.gyre.spi.transport.ConnectionInfo;
import io.gyre.spi.transport.Encoding;
import io.gyre.spi.transport.Frame;
import io.gyre.spi.transport.Session;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The contract of transports holds for one that carries a frame a line over TCP. */
class LineTransportTest extends TransportContract {

  @Override
  protected Service transport(FakeContext context, int port) {
    return new LineTransport(context, port);
  }

  @Override
  protected Peer connect(int port) throws IOException {
    return new LinePeer(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  private record LineTransport(FakeContext context, int port, Set<Socket> open) implements Service {
    LineTransport(FakeContext context, int port) {
      this(context, port, ConcurrentHashMap.newKeySet());
    }

    @Override
    public void run(Run run) throws IOException {
      try (ServerSocket listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
        run.onStop(() -> close(listener));
        run.ready();
        while (!run.stopping()) {
          Socket socket = listener.accept();
          open.add(socket);
          Thread.ofVirtual().start(() -> serve(socket));
        }
      } catch (IOException closed) {
        if (!run.stopping()) {
          throw closed;
        }
      } finally {
        open.forEach(LineTransportTest::close);
      }
    }

    private void serve(Socket socket) {
      LineConnection connection = new LineConnection(socket);
      try (socket) {
        Session session = context.gateway().open(connection, info(socket));
        Thread.ofVirtual().start(connection::write);
        try {
          BufferedReader lines = reader(socket);
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            session.receive(BrokerContract.bytes(line));
          }
        } finally {
          session.closed();
        }
      } catch (IOException | DisconnectException ended) {
        // the peer is gone or not wanted
      } finally {
        open.remove(socket);
      }
    }

    private static ConnectionInfo info(Socket socket) {
      String remote = String.valueOf(socket.getRemoteSocketAddress());
      return new ConnectionInfo("line", Encoding.JSON, false, false, false, remote, Map.of());
    }
  }

  private static final class LineConnection implements Connection {
    private static final Frame END = new Frame(new byte[0]);

    private final Socket socket;
    private final LinkedBlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    LineConnection(Socket socket) {
      this.socket = socket;
    }

    @Override
    public int send(Frame frame) {
      frames.add(frame);
      return waiting.addAndGet(frame.payload().length);
    }

    @Override
    public void close(Disconnect disconnect) {
      if (disconnect.code() == 3008) {
        LineTransportTest.close(socket);
      } else if (closed.compareAndSet(false, true)) {
        frames.add(END);
      }
    }

    @Override
    public void readable(boolean wanted) {}

    void write() {
      try (socket) {
        OutputStream out = socket.getOutputStream();
        for (Frame frame = frames.take(); frame != END; frame = frames.take()) {
          out.write(frame.payload());
          out.write('\n');
          waiting.addAndGet(-frame.payload().length);
        }
      } catch (IOException | InterruptedException ended) {
        frames.clear();
      }
    }
  }

  private static final class LinePeer implements Peer {
    private final Socket socket;
    private final BufferedReader lines;

    LinePeer(Socket socket) throws IOException {
      this.socket = socket;
      socket.setSoTimeout(10_000);
      this.lines = reader(socket);
    }

    @Override
    public void send(String frame) throws IOException {
      socket.getOutputStream().write(BrokerContract.bytes(frame + "\n"));
    }

    @Override
    public String receive() throws IOException {
      String line = lines.readLine();
      if (line == null) {
        throw new EOFException("the server ended the connection");
      }
      return line;
    }

    @Override
    public List<String> receiveUntilEnd() throws IOException {
      List<String> all = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        all.add(line);
      }
      return all;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception expected) {
      // it is closed already
    }
  }
}
