package io.gyre.http2;

import io.helidon.http.http2.Http2ErrorCode;
import io.helidon.http.http2.Http2Exception;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Gives the HTTP server the frames of a peer, each when it asks for more bytes: header blocks are
 * complete, within bounds and in the form that the server reads; frames that the server would take
 * wrongly are judged here. An {@link Http2Exception} makes the server say why and close. Used by
 * the thread that reads.
 */
final class FrameGuard implements Supplier<byte[]> {
  /** As many as a list of the largest size needs, and some for peers that send small ones. */
  private static final int CONTINUATIONS_MAX = 32;

  private static final byte[] NOTHING = {};
  private static final int FIELDS_TOO_LARGE = 431;
  private static final int PRIORITY_BYTES = 5;
  private static final int GOAWAY_BYTES_MIN = 8;

  private final FrameReader reader;
  private final Refusals refusals;
  private final int listBytesMax;
  private final HpackReader hpack = new HpackReader();
  private boolean prefaceRead;
  private boolean settingsRead;
  private int lastStream;

  /** Streams of which more is expected; the server bounds how many there are. */
  private final Set<Integer> unfinished = new HashSet<>();

  FrameGuard(FrameReader reader, Refusals refusals, int listBytesMax) {
    this.reader = reader;
    this.refusals = refusals;
    this.listBytesMax = listBytesMax;
  }

  @Override
  public byte[] get() {
    if (!prefaceRead) {
      prefaceRead = true;
      reader.begin();
      return reader.preface();
    }
    byte[] passed = next();
    while (passed.length == 0) {
      passed = next();
    }
    return passed;
  }

  /** The bytes to pass on for the next frame, which may be none. */
  private byte[] next() {
    Frame frame = reader.frame();
    if (!settingsRead) {
      settingsFirst(frame);
    }
    if (frame.type() == Frame.HEADERS) {
      return headers(frame);
    }
    if (refusals.contains(frame.stream())) {
      refusals.drop(frame);
      return NOTHING;
    }
    return switch (frame.type()) {
      case Frame.DATA, Frame.RST_STREAM -> mayFinish(frame);
      case Frame.PRIORITY, Frame.SETTINGS, Frame.PING -> frame.bytes();
      case Frame.WINDOW_UPDATE -> windowUpdate(frame);
      case Frame.GOAWAY -> goAway(frame);
      case Frame.PUSH_PROMISE -> throw protocolError("push promise of a client");
      case Frame.CONTINUATION -> throw protocolError("continuation of nothing");
      default -> NOTHING; // RFC 9113, 4.1: an extension that is not known here
    };
  }

  private byte[] mayFinish(Frame frame) {
    if (frame.type() == Frame.RST_STREAM || frame.has(Frame.END_STREAM)) {
      unfinished.remove(frame.stream());
    }
    return frame.bytes();
  }

  private void settingsFirst(Frame frame) {
    if (frame.type() != Frame.SETTINGS || frame.has(Frame.END_STREAM)) {
      throw protocolError("the first frame holds no settings");
    }
    settingsRead = true;
    reader.complete();
  }

  private static byte[] windowUpdate(Frame frame) {
    if (frame.payload().length == Integer.BYTES && frame.number(0) == 0) {
      // the server would reset the stream and go on writing to it
      throw protocolError("window update of zero");
    }
    return frame.bytes();
  }

  /** The client opens no more streams; those it has are still served, so the server is not told. */
  private static byte[] goAway(Frame frame) {
    if (frame.stream() != 0) {
      throw protocolError("goaway of a stream");
    }
    if (frame.payload().length < GOAWAY_BYTES_MIN) {
      throw new Http2Exception(Http2ErrorCode.FRAME_SIZE, "goaway too short");
    }
    return NOTHING;
  }

  private byte[] headers(Frame frame) {
    int stream = frame.stream();
    if (stream == 0 || stream % 2 == 0) {
      throw protocolError("no stream of a client: " + stream);
    }
    boolean trailers = unfinished.contains(stream);
    boolean tooLate = stream <= lastStream && !trailers;
    HeaderList list = new HeaderList(listBytesMax, trailers);
    lastStream = Math.max(lastStream, stream);
    hpack.read(block(frame), list);
    if (refusals.contains(stream)) {
      return NOTHING;
    }
    if (!tooLate && (list.isMalformed() || list.isTooLarge())) {
      return refuse(frame, list, trailers);
    }
    if (frame.has(Frame.END_STREAM)) {
      unfinished.remove(stream);
    } else {
      unfinished.add(stream);
    }
    // what comes for a stream that has ended is for the server to judge
    return frames(stream, frame.flags() & Frame.END_STREAM, HpackWriter.block(list.fields()));
  }

  private byte[] refuse(Frame frame, HeaderList list, boolean trailers) {
    int stream = frame.stream();
    if (list.isTooLarge() && !trailers) {
      refusals.answer(stream, FIELDS_TOO_LARGE, frame.has(Frame.END_STREAM));
      return NOTHING;
    }
    refusals.reset(stream, Http2ErrorCode.PROTOCOL);
    if (unfinished.remove(stream)) { // the server is at work on it
      return Frame.ofNumber(Frame.RST_STREAM, stream, Http2ErrorCode.CANCEL.code()).bytes();
    }
    return NOTHING;
  }

  /** The header block that begins in a frame and ends in the last of its continuations. */
  private byte[] block(Frame first) {
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
  private static byte[] frames(int stream, int flags, byte[] block) {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    int type = Frame.HEADERS;
    int flagsOfFrame = flags;
    for (int from = 0; from < block.length || from == 0; from += Frame.PAYLOAD_BYTES_MAX) {
      int to = Math.min(from + Frame.PAYLOAD_BYTES_MAX, block.length);
      if (to == block.length) {
        flagsOfFrame |= Frame.END_HEADERS;
      }
      frames.writeBytes(
          new Frame(type, flagsOfFrame, stream, Arrays.copyOfRange(block, from, to)).bytes());
      type = Frame.CONTINUATION;
      flagsOfFrame = 0;
    }
    return frames.toByteArray();
  }

  private static Http2Exception protocolError(String what) {
    return new Http2Exception(Http2ErrorCode.PROTOCOL, what);
  }
}
