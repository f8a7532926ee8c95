package io.gyre.http2;

import io.gyre.spi.web.SurroundedConnections;
import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.helidon.webserver.http2.spi.Http2SubProtocolSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The HTTP/2 part of a port: the HTTP server's, behind a guard that reads the frames of a peer
 * first. The server reads only some of the legal forms of a header block, and takes without end
 * what a peer sends; the guard reads all forms, within bounds. Thread-safe.
 */
public final class Http2Guard {
  private static final int LIST_BYTES_MAX = 64 * 1024;

  /** No bound, and nothing that the server would tell the peer: the guard does both. */
  private static final long STREAMS_OF_SERVER = 0xffff_ffffL;

  private static final short MAX_CONCURRENT_STREAMS = 3;

  private Http2Guard() {}

  /**
   * Makes the HTTP/2 part of a port.
   *
   * @param streamsMax how many requests of a connection may be under way
   * @param protocols what else is spoken over HTTP/2
   */
  public static ServerConnectionSelector connections(
      int streamsMax, List<Http2SubProtocolSelector> protocols, PeerTimes times) {
    Http2Config config =
        Http2Config.builder()
            .maxFrameSize(Frame.PAYLOAD_BYTES_MAX)
            .maxHeaderListSize(LIST_BYTES_MAX)
            .maxConcurrentStreams(STREAMS_OF_SERVER)
            .maxRapidResets(-1)
            .flowControlTimeout(times.write())
            .build();
    Http2ConnectionSelector.Builder http2 = Http2ConnectionSelector.builder().http2Config(config);
    protocols.forEach(http2::addSubProtocolSelector);
    FrameGuard.Bounds bounds = new FrameGuard.Bounds(streamsMax, LIST_BYTES_MAX);
    Watch watch = new Watch();
    return new SurroundedConnections(
        http2.build(), (protocol, context) -> guarded(protocol, context, bounds, times, watch));
  }

  private static ServerConnection guarded(
      ServerConnectionSelector protocol,
      ConnectionContext connection,
      FrameGuard.Bounds bounds,
      PeerTimes times,
      Watch watch) {
    Streams streams = new Streams();
    Alarm reading = new Alarm();
    Alarm writing = new Alarm();
    FrameWriter writer = new FrameWriter(connection.dataWriter(), streams, writing, times.write());
    writer.send(new Frame(Frame.SETTINGS, 0, 0, setting(bounds.streamsMax())));
    FrameReader reader = new FrameReader(connection.dataReader(), reading, times.head());
    FrameGuard guard = new FrameGuard(reader, streams, new Refusals(writer), bounds);
    GuardedContext context =
        new GuardedContext(
            connection,
            DataReader.create(guard),
            writer,
            new StreamTasks(connection.executor(), guard::latest, writer, streams));
    WatchedPeer peer = new WatchedPeer(reading, writing, streams, writer, times);
    return watch.over(protocol.connection(context), peer);
  }

  private static byte[] setting(int streamsMax) {
    return ByteBuffer.allocate(6).putShort(MAX_CONCURRENT_STREAMS).putInt(streamsMax).array();
  }
}
