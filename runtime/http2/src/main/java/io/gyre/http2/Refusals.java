package io.gyre.http2;

import io.gyre.http2.HeaderList.Verdict;
import io.helidon.http.http2.Http2ErrorCode;
import java.util.List;

/**
 * Answers requests that the HTTP server never sees. Its connection and the other requests live on.
 * Used by the thread that reads.
 */
final class Refusals {
  private static final int BAD_REQUEST = 400;
  private static final int FIELDS_TOO_LARGE = 431;

  private final FrameWriter peer;

  Refusals(FrameWriter peer) {
    this.peer = peer;
  }

  /** Refuses a request with such a list. */
  void refuse(int stream, Verdict verdict) {
    switch (verdict) {
      case PASS -> throw new IllegalArgumentException("nothing to refuse");
      case MALFORMED -> reset(stream, Http2ErrorCode.PROTOCOL);
      case TOO_LARGE -> answer(stream, FIELDS_TOO_LARGE);
      case NO_TARGET -> answer(stream, BAD_REQUEST);
    }
  }

  /** Ends a stream without a response. */
  void reset(int stream, Http2ErrorCode code) {
    peer.send(Frame.ofNumber(Frame.RST_STREAM, stream, code.code()));
  }

  /** Answers, and wants nothing more of the request. */
  private void answer(int stream, int status) {
    byte[] block = HpackWriter.block(List.of(new Field(":status", Integer.toString(status))));
    peer.send(new Frame(Frame.HEADERS, Frame.END_HEADERS | Frame.END_STREAM, stream, block));
    reset(stream, Http2ErrorCode.NO_ERROR);
  }

  /** Drops what was sent for a stream that has ended; the connection's window is given back. */
  void drop(Frame frame) {
    if (frame.type() == Frame.DATA && frame.payload().length > 0) {
      peer.send(Frame.ofNumber(Frame.WINDOW_UPDATE, 0, frame.payload().length));
    }
  }
}
