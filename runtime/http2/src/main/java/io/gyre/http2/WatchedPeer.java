package io.gyre.http2;

import io.helidon.common.socket.SocketWriterException;
import io.helidon.http.http2.Http2ErrorCode;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The peer of a connection, as far as it may be too slow. What is late with one request ends that
 * request; a peer that reads nothing, or gives no sign of life when it is asked for one, ends its
 * connection. Used by {@link Watch}; never waits.
 */
final class WatchedPeer {
  private static final Frame PING = new Frame(Frame.PING, 0, 0, new byte[8]);

  private final Alarm reading;
  private final Alarm writing;
  private final Streams streams;
  private final FrameWriter writer;
  private final PeerTimes times;

  WatchedPeer(Alarm reading, Alarm writing, Streams streams, FrameWriter writer, PeerTimes times) {
    this.reading = reading;
    this.writing = writing;
    this.streams = streams;
    this.writer = writer;
    this.times = times;
  }

  void look(long now) {
    reading.look(now);
    writing.look(now);
    if (streams.isStalled(now, times.write()) || streams.isSilent(now, times.head())) {
      reading.ring();
      return;
    }
    List<RequestStream> late = streams.takeLate(now, times);
    if (!late.isEmpty()) {
      Thread.ofVirtual().name("http2-late").start(() -> end(late));
    }
  }

  /** Writing may wait, but no longer than any other. */
  private void end(List<RequestStream> late) {
    late.forEach(RequestStream::leave);
    try {
      for (RequestStream stream : late) {
        writer.send(Frame.ofNumber(Frame.RST_STREAM, stream.id(), Http2ErrorCode.CANCEL.code()));
      }
      writer.send(PING); // its answer wakes the thread that reads, which tells the server
    } catch (SocketWriterException | UncheckedIOException gone) {
      // the thread that reads notices, too
    }
  }
}
