package io.gyre.engine.memory;

import io.gyre.spi.channel.ClientInfo;
import io.gyre.spi.channel.PresenceStats;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is in one channel, with a count of connections per user so that the number of users costs
 * nothing. Not thread-safe.
 */
final class Roster {
  private static final int FEW = 2;

  private final Map<String, ClientInfo> byClient = new HashMap<>(FEW);
  private final Map<String, Integer> connectionsByUser = new HashMap<>(FEW);

  void add(ClientInfo client) {
    ClientInfo before = byClient.put(client.client(), client);
    if (before != null && before.user().equals(client.user())) {
      return;
    }
    if (before != null) {
      leave(before.user());
    }
    connectionsByUser.merge(client.user(), 1, Integer::sum);
  }

  void remove(String client) {
    ClientInfo before = byClient.remove(client);
    if (before != null) {
      leave(before.user());
    }
  }

  boolean isEmpty() {
    return byClient.isEmpty();
  }

  List<ClientInfo> clients() {
    return List.copyOf(byClient.values());
  }

  PresenceStats stats() {
    return new PresenceStats(byClient.size(), connectionsByUser.size());
  }

  private void leave(String user) {
    connectionsByUser.computeIfPresent(user, (_, count) -> count == 1 ? null : count - 1);
  }
}
