package io.gyre.transport.http;

import io.gyre.spi.transport.Encoding;
import io.gyre.spi.transport.Framing;
import io.gyre.spi.web.Chunks;
import io.gyre.spi.web.ResponseHead;
import io.helidon.http.Status;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The ways in which a response streams. */
enum StreamKind {
  /** Chunks, for clients that send by separate requests. */
  HTTP_STREAM("http_stream", false, false),
  /** Events, for clients that send by separate requests. */
  SSE("sse", true, false),
  /** Chunks, for clients that only listen. */
  UNI_HTTP_STREAM("uni_http_stream", false, true),
  /** Events, for clients that only listen. */
  UNI_SSE("uni_sse", true, true);

  private static final byte[] EVENT = {'d', 'a', 't', 'a', ':', ' '};
  private static final Framing EVENTS = StreamKind::events;
  private static final Framing LINES = StreamKind::line;
  private static final Framing AS_IT_IS = payload -> payload;
  private static final Framing EVENT_CHUNKS = Chunks.of(EVENTS);
  private static final Framing LINE_CHUNKS = Chunks.of(LINES);
  private static final Framing CHUNKS_AS_THEY_ARE = Chunks.of(AS_IT_IS);

  private final String transport;
  private final boolean events;
  private final boolean unidirectional;

  StreamKind(String transport, boolean events, boolean unidirectional) {
    this.transport = transport;
    this.events = events;
    this.unidirectional = unidirectional;
  }

  /** The name that metrics and back ends see. */
  String transport() {
    return transport;
  }

  /** Whether messages are events of an EventSource. */
  boolean events() {
    return events;
  }

  /** Whether clients only listen. */
  boolean unidirectional() {
    return unidirectional;
  }

  /** The type of a response's content. */
  String contentType(Encoding encoding) {
    if (events) {
      return "text/event-stream; charset=utf-8";
    }
    return switch (encoding) {
      case JSON -> "text/plain; charset=utf-8";
      case PROTOBUF -> "application/octet-stream";
    };
  }

  /** Sets messages apart; the same object for all streams of a kind. */
  Framing framing(Encoding encoding) {
    if (events) {
      return EVENTS;
    }
    return switch (encoding) {
      case JSON -> LINES;
      case PROTOBUF -> AS_IT_IS; // each message has its length before it
    };
  }

  /** {@link #framing} for a response that is written in chunks. */
  Framing chunks(Encoding encoding) {
    if (events) {
      return EVENT_CHUNKS;
    }
    return switch (encoding) {
      case JSON -> LINE_CHUNKS;
      case PROTOBUF -> CHUNKS_AS_THEY_ARE;
    };
  }

  /** The bytes with which a stream begins, whatever follows. */
  byte[] preamble() {
    return events ? new byte[] {'\r', '\n'} : new byte[0];
  }

  /** A response up to where messages follow. */
  byte[] beginning(ResponseHead head) {
    byte[] fields = head.streaming(Status.OK_200);
    byte[] first = Chunks.chunk(preamble());
    byte[] all = Arrays.copyOf(fields, fields.length + first.length);
    System.arraycopy(first, 0, all, fields.length, first.length);
    return all;
  }

  private static byte[] line(byte[] payload) {
    byte[] line = new byte[payload.length + 1];
    System.arraycopy(payload, 0, line, 0, payload.length);
    line[payload.length] = '\n';
    return line;
  }

  /** Each line of a payload is a message, and becomes an event. */
  private static byte[] events(byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + 2 * EVENT.length);
    int start = 0;
    for (int i = 0; i <= payload.length; i++) {
      if (i == payload.length || payload[i] == '\n') {
        out.writeBytes(EVENT);
        out.write(payload, start, i - start);
        out.write('\n');
        out.write('\n');
        start = i + 1;
      }
    }
    return out.toByteArray();
  }
}
