package io.gyre.http2;

import io.helidon.http.http2.Http2ErrorCode;
import io.helidon.http.http2.Http2Exception;
import java.util.OptionalInt;

/** What each frame has to look like whatever came before (RFC 9113, 6). Stateless. */
final class FrameRules {
  private static final int PRIORITY_BYTES = 5;
  private static final int PING_BYTES = 8;
  private static final int GOAWAY_BYTES_MIN = 8;
  private static final int SETTING_BYTES = 6;

  private static final int ENABLE_PUSH = 2;
  private static final int INITIAL_WINDOW_SIZE = 4;
  private static final int MAX_FRAME_SIZE = 5;
  private static final int FRAME_BYTES_MAX = (1 << 24) - 1;

  private FrameRules() {}

  /**
   * Judges a frame by itself.
   *
   * @throws Http2Exception if it ends the connection
   */
  static void check(Frame frame) {
    int length = frame.payload().length;
    switch (frame.type()) {
      case Frame.DATA -> {
        ofStream(frame);
        if (frame.has(Frame.PADDED) && (length == 0 || (frame.payload()[0] & 0xff) >= length)) {
          throw protocolError("padding longer than its frame");
        }
      }
      case Frame.HEADERS -> ofStream(frame);
      case Frame.PRIORITY -> {
        ofStream(frame);
        size(length == PRIORITY_BYTES, frame);
        if (frame.number(0) == frame.stream()) {
          throw protocolError("stream depends on itself");
        }
      }
      case Frame.RST_STREAM -> {
        ofStream(frame);
        size(length == Integer.BYTES, frame);
      }
      case Frame.SETTINGS -> {
        ofConnection(frame);
        size(frame.has(Frame.END_STREAM) ? length == 0 : length % SETTING_BYTES == 0, frame);
        settings(frame);
      }
      case Frame.PING -> {
        ofConnection(frame);
        size(length == PING_BYTES, frame);
      }
      case Frame.GOAWAY -> {
        ofConnection(frame);
        size(length >= GOAWAY_BYTES_MIN, frame);
      }
      case Frame.WINDOW_UPDATE -> {
        size(length == Integer.BYTES, frame);
        if (frame.number(0) == 0) {
          throw protocolError("window update of zero");
        }
      }
      case Frame.PUSH_PROMISE -> throw protocolError("push promise of a client");
      case Frame.CONTINUATION -> throw protocolError("continuation of nothing");
      default -> {
        // RFC 9113, 4.1: an extension that is not known here
      }
    }
  }

  private static void settings(Frame frame) {
    for (int at = 0; at < frame.payload().length; at += SETTING_BYTES) {
      int name = name(frame, at);
      long value = frame.number(at + 2) | (frame.payload()[at + 2] & 0x80L) << 24;
      if (name == ENABLE_PUSH && value > 1) {
        throw protocolError("push is on or off");
      }
      if (name == INITIAL_WINDOW_SIZE && value > Integer.MAX_VALUE) {
        throw new Http2Exception(Http2ErrorCode.FLOW_CONTROL, "window of " + value);
      }
      if (name == MAX_FRAME_SIZE && (value < Frame.PAYLOAD_BYTES_MAX || value > FRAME_BYTES_MAX)) {
        throw protocolError("frames of " + value);
      }
    }
  }

  /** What the settings of a peer say about the windows of its streams; the last word counts. */
  static OptionalInt windowFirst(Frame settings) {
    OptionalInt bytes = OptionalInt.empty();
    for (int at = 0; at < settings.payload().length; at += SETTING_BYTES) {
      if (name(settings, at) == INITIAL_WINDOW_SIZE) {
        bytes = OptionalInt.of(settings.number(at + 2));
      }
    }
    return bytes;
  }

  private static int name(Frame settings, int at) {
    return (settings.payload()[at] & 0xff) << 8 | (settings.payload()[at + 1] & 0xff);
  }

  private static void ofStream(Frame frame) {
    boolean even = frame.stream() % 2 == 0;
    if (frame.stream() == 0 || (even && frame.type() != Frame.PRIORITY)) {
      throw protocolError("no stream of a client: " + frame.stream());
    }
  }

  private static void ofConnection(Frame frame) {
    if (frame.stream() != 0) {
      throw protocolError("frame of the connection with a stream");
    }
  }

  private static void size(boolean right, Frame frame) {
    if (!right) {
      throw new Http2Exception(
          Http2ErrorCode.FRAME_SIZE,
          "type " + frame.type() + " of " + frame.payload().length + " bytes");
    }
  }

  static Http2Exception protocolError(String what) {
    return new Http2Exception(Http2ErrorCode.PROTOCOL, what);
  }
}
