package io.gyre.verify;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The yardstick for what servers cost: one write for each message, over as many sockets, to the
 * same kind of receiver, with nothing around it.
 */
final class BareWrites {
  private static final int WARM_UP = 300_000;
  private static final int WRITES = 200_000;

  private BareWrites() {}

  /** The processor time of a write of so many bytes, spread over so many sockets. */
  static double nanosEach(int sockets, int bytes) throws Exception {
    List<SocketChannel> writers = new ArrayList<>();
    try (ServerSocketChannel listener = ServerSocketChannel.open();
        RawSubscribers readers = new RawSubscribers();
        ExecutorService writer = Executors.newSingleThreadExecutor()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), sockets);
      for (int i = 0; i < sockets; i++) {
        readers.add(SocketChannel.open(listener.getLocalAddress()));
        SocketChannel accepted = listener.accept();
        accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
        writers.add(accepted);
      }
      write(writers, bytes, readers, writer, WARM_UP / sockets);
      int rounds = WRITES / sockets;
      return (double) write(writers, bytes, readers, writer, rounds) / ((long) rounds * sockets);
    } finally {
      for (SocketChannel channel : writers) {
        channel.close();
      }
    }
  }

  private static long write(
      List<SocketChannel> sockets,
      int bytes,
      RawSubscribers readers,
      ExecutorService thread,
      int rounds)
      throws Exception {
    ByteBuffer message = ByteBuffer.allocateDirect(bytes);
    var clock = ManagementFactory.getThreadMXBean();
    Future<Long> used =
        thread.submit(() -> {
          long before = clock.getCurrentThreadCpuTime();
          for (int i = 0; i < rounds; i++) {
            for (SocketChannel socket : sockets) {
              message.rewind();
              while (message.hasRemaining()) {
                socket.write(message);
              }
            }
          }
          return clock.getCurrentThreadCpuTime() - before;
        });
    readers.swallow((long) rounds * sockets.size() * bytes);
    return used.get();
  }
}
