package io.gyre.server.guard;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of one port from their accept until they are closed or taken over; those that take
 * too long are ended. Thread-safe. Holds as many as there are connections with the HTTP server.
 */
final class Peers {
  private final Map<SocketAddress, Peer> byAddress = new ConcurrentHashMap<>();
  private final RequestLimits limits;
  private final Optional<ShortCut> shortCut;
  private final LongSupplier nanoTime;

  Peers(RequestLimits limits, Optional<ShortCut> shortCut, LongSupplier nanoTime) {
    this.limits = limits;
    this.shortCut = shortCut;
    this.nanoTime = nanoTime;
  }

  RequestLimits limits() {
    return limits;
  }

  Optional<ShortCut> shortCut() {
    return shortCut;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  /** Begins to look after a socket that has yet to say which protocol it speaks. */
  void accepted(SocketChannel channel) {
    try {
      SocketAddress address = channel.getRemoteAddress();
      if (address != null) {
        byAddress.put(address, new Peer(channel, now(), limits.headTime().toNanos()));
      }
    } catch (IOException gone) {
      // the HTTP server will notice
    }
  }

  /** Who is at an address; nobody if the socket is not ours to look after. */
  @Nullable Peer at(SocketAddress address) {
    return byAddress.get(address);
  }

  /** Leaves a socket to others. */
  void forget(SocketAddress address, Peer peer) {
    byAddress.remove(address, peer);
  }

  /** Looks after all of them once. */
  void look() {
    long now = now();
    byAddress.forEach((address, peer) -> {
      if (peer.look(now)) {
        byAddress.remove(address, peer);
      }
    });
  }

  /** Leaves whoever is at an address to others. */
  void forget(SocketAddress address) {
    byAddress.remove(address);
  }

  int count() {
    return byAddress.size();
  }
}
