package io.gyre.http2;

import static io.gyre.http2.FrameRules.protocolError;

import io.helidon.http.http2.Http2ErrorCode;
import io.helidon.http.http2.Http2Exception;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Joins header blocks from their frames, and cuts them again. Used by the thread that reads. */
final class HeaderBlocks {
  /** As many as a list of the largest size needs, and some for peers that send small ones. */
  private static final int CONTINUATIONS_MAX = 32;

  private static final int PRIORITY_BYTES = 5;

  private final FrameReader reader;

  HeaderBlocks(FrameReader reader) {
    this.reader = reader;
  }

  /** The header block that begins in a frame and ends in the last of its continuations. */
  byte[] join(Frame first) {
    byte[] fragment = fragment(first);
    if (first.has(Frame.END_HEADERS)) {
      return fragment;
    }
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.writeBytes(fragment);
    reader.begin();
    for (int continuations = 0; continuations < CONTINUATIONS_MAX; continuations++) {
      Frame frame = reader.frame();
      if (frame.type() != Frame.CONTINUATION || frame.stream() != first.stream()) {
        throw protocolError("no continuation of a header block");
      }
      block.writeBytes(frame.payload());
      if (frame.has(Frame.END_HEADERS)) {
        reader.complete();
        return block.toByteArray();
      }
    }
    throw new Http2Exception(Http2ErrorCode.ENHANCE_YOUR_CALM, "too many continuations");
  }

  /** What is left of a frame without padding and priority. */
  private static byte[] fragment(Frame frame) {
    int from = 0;
    int to = frame.payload().length;
    if (frame.has(Frame.PADDED)) {
      from = 1;
      to -= to == 0 ? 0 : frame.payload()[0] & 0xff;
    }
    if (frame.has(Frame.WITH_PRIORITY)) {
      from += PRIORITY_BYTES;
    }
    if (from > to) {
      throw protocolError("padding longer than its frame");
    }
    if (frame.has(Frame.WITH_PRIORITY) && frame.number(from - PRIORITY_BYTES) == frame.stream()) {
      throw protocolError("stream depends on itself");
    }
    return frame.payload(from, to);
  }

  /** A header block in as many frames as it needs. */
  static byte[] frames(int stream, boolean more, byte[] block) {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    int type = Frame.HEADERS;
    int flags = more ? 0 : Frame.END_STREAM;
    for (int from = 0; from < block.length || from == 0; from += Frame.PAYLOAD_BYTES_MAX) {
      int to = Math.min(from + Frame.PAYLOAD_BYTES_MAX, block.length);
      if (to == block.length) {
        flags |= Frame.END_HEADERS;
      }
      byte[] part = Arrays.copyOfRange(block, from, to);
      frames.writeBytes(new Frame(type, flags, stream, part).bytes());
      type = Frame.CONTINUATION;
      flags = 0;
    }
    return frames.toByteArray();
  }
}
