package io.gyre.http2;

import static io.gyre.http2.FrameRules.protocolError;

import io.gyre.http2.HeaderList.Verdict;
import io.helidon.http.http2.Http2ErrorCode;
import io.helidon.http.http2.Http2Exception;
import java.io.ByteArrayOutputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives the HTTP server the frames of a peer, each when it asks for more bytes: those that it would
 * take wrongly are judged here, header blocks are complete and in the form that it reads. An {@link
 * Http2Exception} makes the server say why and close. Used by the thread that reads.
 */
final class FrameGuard implements Supplier<byte[]> {
  private static final byte[] NOTHING = {};

  /** Requests taken back before they were answered: each costs this side more than the peer. */
  private static final int TAKEN_BACK_MAX = 200;

  private final FrameReader reader;
  private final HeaderBlocks blocks;
  private final Streams streams;
  private final Refusals refusals;
  private final Bounds bounds;
  private final HpackReader hpack = new HpackReader();
  private final Rate takenBack = new Rate(TAKEN_BACK_MAX);
  private boolean prefaceRead;
  private boolean settingsRead;
  private int lastStream;
  private @Nullable RequestStream latest;
  private @Nullable RuntimeException end;

  /**
   * What a connection may hold.
   *
   * @param streamsMax requests under way
   * @param listBytesMax fields of a request, each counted with 32 bytes more
   */
  record Bounds(int streamsMax, int listBytesMax) {}

  FrameGuard(FrameReader reader, Streams streams, Refusals refusals, Bounds bounds) {
    this.reader = reader;
    this.blocks = new HeaderBlocks(reader);
    this.streams = streams;
    this.refusals = refusals;
    this.bounds = bounds;
  }

  /** The request that was passed on last. */
  RequestStream latest() {
    RequestStream stream = latest;
    if (stream == null) {
      throw new IllegalStateException("the server serves a request before there is one");
    }
    return stream;
  }

  @Override
  public byte[] get() {
    RuntimeException reason = end;
    if (reason != null) {
      throw reason;
    }
    try {
      return passed();
    } catch (RuntimeException over) {
      byte[] taken = takeBackAll();
      if (taken.length == 0) {
        throw over;
      }
      end = over;
      return taken;
    }
  }

  /**
   * What the server is at work on when the connection ends. It takes no notice by itself, and
   * handlers that read what will never come would wait for it for ever.
   */
  private byte[] takeBackAll() {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    frames.writeBytes(abandoned());
    for (RequestStream stream : streams.removeAll()) {
      stream.leave();
      frames.writeBytes(takenBack(stream.id()));
    }
    return frames.toByteArray();
  }

  private static byte[] takenBack(int stream) {
    return Frame.ofNumber(Frame.RST_STREAM, stream, Http2ErrorCode.CANCEL.code()).bytes();
  }

  private byte[] passed() {
    if (!prefaceRead) {
      prefaceRead = true;
      reader.begin();
      return reader.preface();
    }
    byte[] passed = abandoned();
    while (passed.length == 0) {
      streams.check();
      Frame frame = reader.frame();
      settingsFirst(frame);
      FrameRules.check(frame);
      passed = pass(frame);
    }
    return passed;
  }

  private byte[] abandoned() {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    streams.takeAbandoned().forEach(stream -> frames.writeBytes(takenBack(stream)));
    return frames.toByteArray();
  }

  private void settingsFirst(Frame frame) {
    if (settingsRead) {
      return;
    }
    if (frame.type() != Frame.SETTINGS || frame.has(Frame.END_STREAM)) {
      throw protocolError("the first frame holds no settings");
    }
    settingsRead = true;
    reader.complete();
  }

  /** The bytes to pass on for a frame, which may be none. */
  private byte[] pass(Frame frame) {
    return switch (frame.type()) {
      case Frame.HEADERS -> headers(frame);
      case Frame.SETTINGS -> settings(frame);
      case Frame.PING -> frame.bytes();
      case Frame.WINDOW_UPDATE -> windowUpdate(frame);
      case Frame.DATA, Frame.RST_STREAM -> ofStream(frame);
      // Goaway: a client that opens no more streams still wants answers, and the server would
      // close.
      // Priority: nothing is made of it. Others: extensions that are not known here.
      default -> NOTHING;
    };
  }

  private byte[] settings(Frame frame) {
    FrameRules.windowFirst(frame).ifPresent(streams::windowFirst);
    return frame.bytes();
  }

  private byte[] windowUpdate(Frame frame) {
    streams.credit(frame.stream(), frame.number(0));
    return frame.stream() == 0 ? frame.bytes() : ofStream(frame);
  }

  private byte[] ofStream(Frame frame) {
    int id = frame.stream();
    if (id > lastStream) {
      throw protocolError("frame of an idle stream");
    }
    if (streams.find(id).isEmpty()) {
      if (frame.type() == Frame.DATA && !streams.wasReset(id)) {
        throw unexpected(id);
      }
      refusals.drop(frame);
      return NOTHING;
    }
    if (frame.type() == Frame.RST_STREAM) {
      takeBack(id);
    } else if (frame.type() == Frame.DATA) {
      data(frame);
    }
    return frame.bytes();
  }

  private void data(Frame frame) {
    if (streams.find(frame.stream()).filter(RequestStream::receiving).isEmpty()) {
      throw unexpected(frame.stream());
    }
    if (frame.has(Frame.END_STREAM)) {
      streams.received(frame.stream());
    }
  }

  /** The peer used a stream on which it may say nothing more, or has never begun. */
  private Http2Exception unexpected(int id) {
    boolean known = streams.find(id).isPresent() || streams.wasClosed(id);
    return new Http2Exception(
        known ? Http2ErrorCode.STREAM_CLOSED : Http2ErrorCode.PROTOCOL, "unexpected stream " + id);
  }

  private void takeBack(int id) {
    streams
        .remove(id)
        .ifPresent(stream -> {
          stream.leave();
          if (!stream.answered() && takenBack.exceeded()) {
            throw new Http2Exception(Http2ErrorCode.ENHANCE_YOUR_CALM, "requests taken back");
          }
        });
  }

  private byte[] headers(Frame frame) {
    int id = frame.stream();
    boolean more = !frame.has(Frame.END_STREAM);
    boolean trailers = streams.find(id).isPresent();
    HeaderList list = new HeaderList(bounds.listBytesMax(), trailers);
    hpack.read(blocks.join(frame), list);
    if (streams.wasReset(id)) {
      return NOTHING;
    }
    if (id <= lastStream) {
      return trailers(id, more, list);
    }
    lastStream = id;
    if (list.verdict() != Verdict.PASS) {
      refusals.refuse(id, list.verdict());
      return NOTHING;
    }
    if (streams.size() >= bounds.streamsMax()) {
      refusals.reset(id, Http2ErrorCode.REFUSED_STREAM);
      return NOTHING;
    }
    latest = streams.begin(id, more);
    return HeaderBlocks.frames(id, more, HpackWriter.block(list.fields()));
  }

  private byte[] trailers(int id, boolean more, HeaderList list) {
    if (streams.find(id).filter(RequestStream::receiving).isEmpty()) {
      throw unexpected(id);
    }
    if (more || list.verdict() != Verdict.PASS) {
      streams.remove(id).ifPresent(RequestStream::leave);
      refusals.reset(id, Http2ErrorCode.PROTOCOL);
      return takenBack(id);
    }
    streams.received(id);
    return HeaderBlocks.frames(id, false, HpackWriter.block(list.fields()));
  }
}
