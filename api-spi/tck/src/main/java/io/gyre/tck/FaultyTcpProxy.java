package io.gyre.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between a component and its back end and does to their bytes what networks do. Give the
 * component {@link #port()} in place of the real one. Thread-safe.
 */
public final class FaultyTcpProxy implements AutoCloseable {
  private static final int CHUNK = 16 * 1024;

  private final InetSocketAddress target;
  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Behaviour behaviour = new Behaviour(Mode.PASS, Duration.ZERO);

  private enum Mode {
    PASS,
    DELAY,
    DRIP,
    BLACK_HOLE,
    REFUSE
  }

  private record Behaviour(Mode mode, Duration pause) {}

  private FaultyTcpProxy(InetSocketAddress target, ServerSocket listener) {
    this.target = target;
    this.listener = listener;
  }

  /** Listens on a free port of the loopback address and passes everything on to the target. */
  public static FaultyTcpProxy to(String host, int port) throws IOException {
    ServerSocket listener = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    FaultyTcpProxy proxy = new FaultyTcpProxy(new InetSocketAddress(host, port), listener);
    Thread.ofVirtual().name("tck-tcp-proxy").start(proxy::accept);
    return proxy;
  }

  /** Where the component connects to. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Passes everything on. */
  public void pass() {
    behaviour = new Behaviour(Mode.PASS, Duration.ZERO);
  }

  /** Passes each chunk on after a while. */
  public void delay(Duration pause) {
    behaviour = new Behaviour(Mode.DELAY, pause);
  }

  /** Passes single bytes on, with a pause after each. */
  public void drip(Duration pause) {
    behaviour = new Behaviour(Mode.DRIP, pause);
  }

  /** Takes everything and passes nothing on; connections stay open. */
  public void blackHole() {
    behaviour = new Behaviour(Mode.BLACK_HOLE, Duration.ZERO);
  }

  /** Resets new connections as soon as they come; what is open stays as it is. */
  public void refuse() {
    behaviour = new Behaviour(Mode.REFUSE, Duration.ZERO);
  }

  /** Resets every open connection; new ones are welcome. */
  public void cut() {
    open.forEach(FaultyTcpProxy::reset);
  }

  /** How many connections are open, each counted once. */
  public int connections() {
    return open.size() / 2;
  }

  /** Ends everything. */
  @Override
  public void close() throws IOException {
    listener.close();
    cut();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket near = listener.accept();
        if (behaviour.mode() == Mode.REFUSE) {
          reset(near);
        } else {
          connect(near);
        }
      } catch (IOException expected) {
        // the listener was closed, or this one connection failed
      }
    }
  }

  private void connect(Socket near) {
    Socket far = new Socket();
    try {
      far.connect(target);
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
    } catch (IOException unreachable) {
      reset(near);
      reset(far);
      return;
    }
    open.add(near);
    open.add(far);
    Thread.ofVirtual().name("tck-tcp-proxy-out").start(() -> pump(near, far));
    Thread.ofVirtual().name("tck-tcp-proxy-in").start(() -> pump(far, near));
  }

  private void pump(Socket from, Socket to) {
    byte[] chunk = new byte[CHUNK];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        forward(chunk, read, out);
      }
      to.shutdownOutput();
    } catch (IOException | UncheckedIOException cutShort) {
      reset(from);
      reset(to);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      if (from.isClosed() || (to.isOutputShutdown() && from.isOutputShutdown())) {
        open.remove(from);
        open.remove(to);
        reset(from);
        reset(to);
      }
    }
  }

  private void forward(byte[] chunk, int length, OutputStream out)
      throws IOException, InterruptedException {
    Behaviour now = behaviour;
    switch (now.mode()) {
      case PASS, REFUSE -> out.write(chunk, 0, length);
      case DELAY -> {
        Thread.sleep(now.pause());
        out.write(chunk, 0, length);
      }
      case DRIP -> {
        for (int i = 0; i < length; i++) {
          out.write(chunk[i]);
          Thread.sleep(now.pause());
        }
      }
      case BLACK_HOLE -> {
        // swallowed
      }
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException expected) {
      // it is closed already
    }
  }
}
