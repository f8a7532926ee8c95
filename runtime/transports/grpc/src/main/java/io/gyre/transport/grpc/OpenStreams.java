package io.gyre.transport.grpc;

import java.net.SocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows which streams share a connection, because only the connection notices that its peer went
 * away. Thread-safe.
 */
final class OpenStreams {
  private final Map<SocketAddress, Set<ConsumeStream>> byPeer = new HashMap<>();

  synchronized void add(ConsumeStream stream) {
    byPeer.computeIfAbsent(stream.peer(), peer -> new HashSet<>()).add(stream);
  }

  synchronized void remove(ConsumeStream stream) {
    Set<ConsumeStream> rest = byPeer.get(stream.peer());
    if (rest != null && rest.remove(stream) && rest.isEmpty()) {
      byPeer.remove(stream.peer());
    }
  }

  /** The connection to that peer ended, and all its streams with it. */
  void ended(SocketAddress peer) {
    ofPeer(peer).forEach(ConsumeStream::onCancel);
  }

  /** The port closed; connections that are idle do not notice by themselves. */
  void endAll() {
    all().forEach(ConsumeStream::onCancel);
  }

  private synchronized List<ConsumeStream> all() {
    return byPeer.values().stream().flatMap(Set::stream).toList();
  }

  private synchronized List<ConsumeStream> ofPeer(SocketAddress peer) {
    return List.copyOf(byPeer.getOrDefault(peer, Set.of()));
  }
}
