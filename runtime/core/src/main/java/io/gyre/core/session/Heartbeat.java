package io.gyre.core.session;

import io.gyre.core.errors.Disconnects;
import io.gyre.core.meter.FrameType;

/** Pings a client, and ends the session of one that does not answer in time. */
final class Heartbeat {
  private static final int SPREAD = 1024;

  private final ClientSession session;
  private boolean awaitsPong;
  private long pingedNanos;

  Heartbeat(ClientSession session) {
    this.session = session;
  }

  /** Plans the first ping, spread so that many clients do not answer together. */
  void begin() {
    long interval = session.settings().client().pingInterval().toNanos();
    if (interval > 0 && !session.connection().ownPing()) {
      long spread = Math.floorMod(session.clientId().hashCode(), SPREAD) * (interval / 2 / SPREAD);
      session.timers().ping(session.nanoTime() + interval / 2 + spread);
    }
  }

  /** Sends a ping, plans the next, and waits for the pong of clients that answer. */
  void ping(long nowNanos) {
    var client = session.settings().client();
    session.deliver(session.outbox().ping(), FrameType.SERVER_PING);
    awaitsPong = true;
    pingedNanos = nowNanos;
    if (client.pongTimeout().isPositive() && !session.connection().unidirectional()) {
      session.timers().pong(nowNanos + client.pongTimeout().toNanos());
    }
    session.timers().ping(nowNanos + client.pingInterval().toNanos());
  }

  /** The client answered a ping, or pretends to. */
  void pong() {
    if (awaitsPong) { // be it in time or not: whether that counts is for the timer to say
      awaitsPong = false;
      var meters = session.outbox().meters();
      meters.received(FrameType.CLIENT_PONG, session.receivedBytes());
      meters.pong(System.nanoTime() - pingedNanos);
      session.timers().pong(Timers.NEVER);
    } else {
      session.close(Disconnects.BAD_REQUEST);
    }
  }

  /** No pong came in time. */
  void late() {
    session.close(Disconnects.NO_PONG);
  }
}
