package io.gyre.spi.engine;

import io.gyre.spi.channel.ClientInfo;
import io.gyre.spi.channel.PresenceStats;
import java.util.Collection;

/**
 * Who is in a channel, over all nodes. Calls block until done and come from many virtual threads at
 * once.
 */
public interface PresenceManager {

  /**
   * Adds a client or renews it. Where nodes share presence, an entry that is not renewed within its
   * lease disappears, because its node may be gone.
   */
  void add(String channel, ClientInfo client);

  /** Renews many entries; called once per tick and event thread of the server. */
  default void renew(Collection<Presence> entries) {
    entries.forEach(entry -> add(entry.channel(), entry.client()));
  }

  /** Removes a client. */
  void remove(String channel, ClientInfo client);

  /** Everyone in the channel. */
  Collection<ClientInfo> presence(String channel);

  /** How many are in the channel. */
  PresenceStats stats(String channel);

  /** See {@link Broker#mayBlock}. */
  default boolean mayBlock() {
    return true;
  }

  /** One client's presence in one channel. */
  record Presence(String channel, ClientInfo client) {}
}
