package io.gyre.spi.web;

import io.helidon.http.DateTime;
import io.helidon.http.Header;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The head of an HTTP/1.1 response that an event thread writes in place of the HTTP server.
 * Immutable.
 */
public final class ResponseHead {
  private final String fields;

  private ResponseHead(String fields) {
    this.fields = fields;
  }

  /** Takes the headers that were put on a response so far, and adds the date. */
  public static ResponseHead of(ServerResponse response) {
    StringBuilder fields = new StringBuilder(512);
    add(fields, "Date", DateTime.rfc1123String());
    for (Header header : response.headers()) {
      header.allValues().forEach(value -> add(fields, header.name(), value));
    }
    return new ResponseHead(fields.toString());
  }

  private static void add(StringBuilder fields, String name, String value) {
    fields.append(name).append(": ").append(value).append("\r\n");
  }

  /** A response whose body follows in {@link Chunks}. */
  public byte[] streaming(Status status) {
    return bytes(status, "Transfer-Encoding: chunked\r\n\r\n");
  }

  /** A whole response, the last one of its connection. */
  public byte[] answer(Status status, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    byte[] head = bytes(status, "Connection: close\r\nContent-Length: " + body.length + "\r\n\r\n");
    byte[] all = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  private byte[] bytes(Status status, String rest) {
    String line = "HTTP/1.1 " + status.code() + " " + status.reasonPhrase() + "\r\n";
    return (line + fields + rest).getBytes(StandardCharsets.ISO_8859_1);
  }
}
