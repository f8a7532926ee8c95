package io.gyre.transport.websocket;

import io.gyre.spi.web.WirePeer;

/** Hands on what is about the connection; what becomes of messages is for the subclass to say. */
abstract class PeerBehind implements WirePeer {
  final WirePeer peer;

  PeerBehind(WirePeer peer) {
    this.peer = peer;
  }

  @Override
  public void greet() {
    peer.greet();
  }

  @Override
  public void reply(byte[] bytes) {
    peer.reply(bytes);
  }

  @Override
  public void ended(byte[] answer) {
    peer.ended(answer);
  }

  @Override
  public void failed(byte[] farewell) {
    peer.failed(farewell);
  }
}
