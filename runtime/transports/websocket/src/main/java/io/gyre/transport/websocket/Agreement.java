package io.gyre.transport.websocket;

import io.gyre.spi.transport.Encoding;

/**
 * What a handshake came to.
 *
 * @param accept the proof that the server understood the key
 * @param subprotocol chosen among those offered; empty if none
 * @param deflate whether messages may be compressed
 * @param encoding of the messages
 * @param framePings whether pings of the wire replace those of the protocol
 */
record Agreement(
    String accept, String subprotocol, boolean deflate, Encoding encoding, boolean framePings) {

  /** The response that ends the handshake. */
  String answer() {
    StringBuilder text = new StringBuilder(256);
    text.append("HTTP/1.1 101 Switching Protocols\r\n");
    text.append("Upgrade: websocket\r\nConnection: Upgrade\r\n");
    text.append("Sec-WebSocket-Accept: ").append(accept).append("\r\n");
    if (!subprotocol.isEmpty()) {
      text.append("Sec-WebSocket-Protocol: ").append(subprotocol).append("\r\n");
    }
    if (deflate) {
      text.append("Sec-WebSocket-Extensions: ").append(DeflateOffer.ANSWER).append("\r\n");
    }
    return text.append("\r\n").toString();
  }
}
