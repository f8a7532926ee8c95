package io.gyre.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The line between clients and a server, which a test can cut. While it is held nobody gets
 * through: what connects then waits. Thread-safe, but {@link #whileCut} is for one thread.
 */
final class Line implements AutoCloseable {
  private final ServerSocket listener;
  private final URI server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ReentrantLock held = new ReentrantLock();

  private Line(ServerSocket listener, URI server) {
    this.listener = listener;
    this.server = server;
  }

  /** Opens a line to the host and port of an address. */
  static Line to(URI server) throws IOException {
    Line line = new Line(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
    Thread.startVirtualThread(line::accept);
    return line;
  }

  /** The address of the server, through this line. */
  URI address() {
    return URI.create(
        server.getScheme() + "://127.0.0.1:" + listener.getLocalPort() + server.getPath());
  }

  /** What a test does while the line is cut. */
  interface Work {
    void run() throws IOException, InterruptedException;
  }

  /** Ends every connection, works, and only then lets clients through again. */
  void whileCut(Work work) throws IOException, InterruptedException {
    held.lock();
    try {
      sockets.forEach(Line::end);
      sockets.clear();
      work.run();
    } finally {
      held.unlock();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        connect(listener.accept());
      } catch (IOException closed) {
        // the line is closed, or the server is: the client sees it
      }
    }
  }

  private void connect(Socket client) throws IOException {
    held.lock();
    try {
      sockets.add(client);
      Socket upstream = new Socket(server.getHost(), server.getPort());
      sockets.add(upstream);
      Thread.startVirtualThread(() -> copy(client, upstream));
      Thread.startVirtualThread(() -> copy(upstream, client));
    } finally {
      held.unlock();
    }
  }

  private void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException cut) {
      // both ends are closed with it
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    sockets.forEach(Line::end);
  }
}
