package io.gyre.http2;

import io.helidon.http.http2.Http2ErrorCode;
import io.helidon.http.http2.Http2Exception;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The requests that the HTTP server never sees: they are answered here, and what else comes for
 * them is dropped. The connection and its other requests live on. Used by the thread that reads.
 */
final class Refusals {
  /** A peer with more of them is an attacker, or so broken that a new connection helps it. */
  private static final int STREAMS_MAX = 1000;

  private final FrameWriter peer;
  private final Set<Integer> streams = new HashSet<>();

  Refusals(FrameWriter peer) {
    this.peer = peer;
  }

  boolean contains(int stream) {
    return streams.contains(stream);
  }

  /** Ends a stream without a response. */
  void reset(int stream, Http2ErrorCode code) {
    remember(stream);
    peer.send(Frame.ofNumber(Frame.RST_STREAM, stream, code.code()));
  }

  /** Answers with a status, whatever else the peer meant to say. */
  void answer(int stream, int status, boolean complete) {
    remember(stream);
    byte[] block = HpackWriter.block(List.of(new Field(":status", Integer.toString(status))));
    peer.send(new Frame(Frame.HEADERS, Frame.END_HEADERS | Frame.END_STREAM, stream, block));
    if (!complete) {
      peer.send(Frame.ofNumber(Frame.RST_STREAM, stream, Http2ErrorCode.NO_ERROR.code()));
    }
  }

  private void remember(int stream) {
    streams.add(stream);
    if (streams.size() > STREAMS_MAX) {
      throw new Http2Exception(Http2ErrorCode.ENHANCE_YOUR_CALM, "too many refused requests");
    }
  }

  /** Drops a frame of a refused stream; what it took of the connection's window is given back. */
  void drop(Frame frame) {
    if (frame.type() == Frame.DATA && frame.payload().length > 0) {
      peer.send(Frame.ofNumber(Frame.WINDOW_UPDATE, 0, frame.payload().length));
    }
  }
}
