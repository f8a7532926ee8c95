package io.gyre.spi.error;

/**
 * The end of a connection; the code tells the client whether to come back.
 *
 * @param code 3000 to 3999 are the protocol's own, 4000 to 4999 the application's
 * @param reason short text for developers; at most 123 bytes of UTF-8 reach a WebSocket peer
 */
public record Disconnect(int code, String reason) {

  /** Whether clients reconnect after it. */
  public boolean reconnect() {
    return code < 3500 || (code >= 4000 && code < 4500) || code >= 5000;
  }
}
