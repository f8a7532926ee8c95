package io.gyre.engine.memory;

import io.gyre.spi.channel.ClientInfo;
import io.gyre.spi.channel.PresenceStats;
import io.gyre.spi.engine.PresenceManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is in which channel of this node. An entry stays until it is removed: the node that would
 * forget to remove it is this one. Never blocks.
 */
final class MemoryPresence implements PresenceManager {
  private static final PresenceStats NOBODY = new PresenceStats(0, 0);

  private final Rosters[] stripes = new Rosters[Stripe.COUNT];

  MemoryPresence() {
    for (int i = 0; i < stripes.length; i++) {
      stripes[i] = new Rosters();
    }
  }

  @Override
  public void add(String channel, ClientInfo client) {
    Rosters rosters = stripe(channel);
    synchronized (rosters) {
      rosters.byChannel.computeIfAbsent(channel, _ -> new Roster()).add(client);
    }
  }

  @Override
  public void renew(Collection<Presence> entries) {
    for (Presence entry : entries) { // nobody is forgotten here: only what is known may be new
      add(entry.channel(), entry.client());
    }
  }

  @Override
  public void remove(String channel, ClientInfo client) {
    Rosters rosters = stripe(channel);
    synchronized (rosters) {
      Roster roster = rosters.byChannel.get(channel);
      if (roster != null) {
        roster.remove(client.client());
        if (roster.isEmpty()) {
          rosters.byChannel.remove(channel);
        }
      }
    }
  }

  @Override
  public Collection<ClientInfo> presence(String channel) {
    Rosters rosters = stripe(channel);
    synchronized (rosters) {
      Roster roster = rosters.byChannel.get(channel);
      return roster == null ? List.of() : roster.clients();
    }
  }

  @Override
  public PresenceStats stats(String channel) {
    Rosters rosters = stripe(channel);
    synchronized (rosters) {
      Roster roster = rosters.byChannel.get(channel);
      return roster == null ? NOBODY : roster.stats();
    }
  }

  @Override
  public boolean mayBlock() {
    return false;
  }

  private Rosters stripe(String channel) {
    return stripes[Stripe.indexOf(channel)];
  }

  /** The rosters of some of the channels, guarded by the lock of this object. */
  private static final class Rosters {
    private final Map<String, Roster> byChannel = new HashMap<>();
  }
}
