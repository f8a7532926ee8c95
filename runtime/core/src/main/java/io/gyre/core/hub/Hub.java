package io.gyre.core.hub;

import io.gyre.core.errors.ClientErrors;
import io.gyre.spi.channel.Membership;
import io.gyre.spi.engine.Delivery;
import io.gyre.spi.error.ClientErrorException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Who is subscribed to what on this node. Each shard has its own table of subscribers; shared is
 * only which shards have any for a channel, so a publication is posted once to each of those.
 *
 * <p>{@link #broadcast} and {@link #announce} may be called from any thread and never wait; {@link
 * #enter} and {@link #leave} belong to the thread of the shard named.
 */
public final class Hub {
  /** So many subscribers of a channel are served in passing. */
  private static final int LIGHT_MAX = 64;

  private final List<Shard> shards;
  private final List<Share> shares;
  private final ConcurrentHashMap<String, Audience> audiences = new ConcurrentHashMap<>();
  private final LongAdder subscriptions = new LongAdder();

  /** Spreads subscribers over these shards, at most 64. */
  public Hub(List<Shard> shards) {
    if (shards.isEmpty() || shards.size() > Long.SIZE) {
      throw new IllegalArgumentException("between 1 and 64 shards, not " + shards.size());
    }
    this.shards = List.copyOf(shards);
    this.shares = shards.stream().map(shard -> new Share(shard, new HashMap<>())).toList();
  }

  /** All shards. */
  public List<Shard> shards() {
    return shards;
  }

  /** A shard for a new session: the less loaded of two. */
  public Shard pick(RandomGenerator random) {
    Shard one = shards.get(random.nextInt(shards.size()));
    Shard other = shards.get(random.nextInt(shards.size()));
    return one.sessions() <= other.sessions() ? one : other;
  }

  /**
   * Adds a subscriber. From the moment this returns, what is published reaches it.
   *
   * @return whether it is the channel's first on its shard
   */
  public boolean enter(Shard shard, String channel, Subscriber subscriber) {
    Map<String, Subscribers> table = shares.get(shard.index()).table();
    Subscribers subscribers = table.get(channel);
    boolean first = subscribers == null;
    if (subscribers == null) {
      subscribers = new Subscribers(shard);
      table.put(channel, subscribers);
      audiences.compute(
          channel,
          (_, present) -> {
            Audience audience = present == null ? new Audience() : present;
            return audience.shards(audience.shards() | 1L << shard.index());
          });
    }
    subscribers.add(subscriber);
    subscriptions.increment();
    return first;
  }

  /**
   * Removes a subscriber; nothing happens if it is not there.
   *
   * @return whether the node has no subscriber of the channel any more
   */
  public boolean leave(Shard shard, String channel, Subscriber subscriber) {
    Map<String, Subscribers> table = shares.get(shard.index()).table();
    Subscribers subscribers = table.get(channel);
    if (subscribers == null || subscriber.slot < 0) {
      return false;
    }
    subscribers.remove(subscriber);
    subscriptions.decrement();
    if (subscribers.count() > 0) {
      return false;
    }
    table.remove(channel);
    long bit = 1L << shard.index();
    return audiences.computeIfPresent(
            channel,
            (_, present) -> present.shards(present.shards() & ~bit).shards() == 0 ? null : present)
        == null;
  }

  /** Whether the node has a subscriber of the channel. */
  public boolean has(String channel) {
    return audiences.containsKey(channel);
  }

  /** How many subscriptions there are on this node. */
  public int subscriptions() {
    return subscriptions.intValue();
  }

  /**
   * Waits while too much is on its way to the channel's subscribers, or to a shard with some.
   * Returns at once on a shard.
   *
   * @throws ClientErrorException with code 100 if that takes too long
   */
  public void awaitRoom(String channel) {
    Audience audience = audiences.get(channel);
    if (audience == null || crowded(audience) == null || shards.stream().anyMatch(Shard::inLoop)) {
      return;
    }
    boolean room = audience.awaitRoom();
    for (long left = audience.shards(); room && left != 0; left &= left - 1) {
      room = shards.get(Long.numberOfTrailingZeros(left)).backlog().awaitRoom();
    }
    if (!room) {
      throw new ClientErrorException(ClientErrors.INTERNAL);
    }
  }

  /**
   * Posts a task to a shard when {@link #awaitRoom} would return; never waits. Behind what was
   * published by the same thread before.
   */
  public void whenRoom(String channel, Shard shard, Runnable task) {
    Audience audience = audiences.get(channel);
    Backlog crowded = audience == null ? null : crowded(audience);
    if (crowded == null) {
      shard.execute(task);
      return;
    }
    crowded.whenRoom(() -> {
      try {
        shard.execute(task);
      } catch (RejectedExecutionException stopped) {
        // it closed its sessions before: nobody waits for the task
      }
    });
  }

  private @Nullable Backlog crowded(Audience audience) {
    if (audience.full()) {
      return audience;
    }
    for (long left = audience.shards(); left != 0; left &= left - 1) {
      Backlog backlog = shards.get(Long.numberOfTrailingZeros(left)).backlog();
      if (backlog.full()) {
        return backlog;
      }
    }
    return null;
  }

  /** Whether so much is on its way that a client may not publish there now. */
  public boolean overfull(String channel) {
    Audience audience = audiences.get(channel);
    Backlog crowded = audience == null ? null : crowded(audience);
    return crowded != null && crowded.overfull();
  }

  /**
   * Whether no shard with subscribers of the channel is behind, and the calling one, if it is a
   * shard, has few of them.
   */
  public boolean isLight(String channel) {
    Audience audience = audiences.get(channel);
    if (audience == null) {
      return true;
    }
    for (long left = audience.shards(); left != 0; left &= left - 1) {
      Share share = shares.get(Long.numberOfTrailingZeros(left));
      if (share.shard().inLoop() && isLarge(share.table().get(channel))) {
        return false;
      }
    }
    return crowded(audience) == null;
  }

  private static boolean isLarge(@Nullable Subscribers subscribers) {
    return subscribers != null && subscribers.count() > LIGHT_MAX;
  }

  /** How many channels have a subscriber on this node. */
  public int channels() {
    return audiences.size();
  }

  /**
   * Sends a publication to the channel's subscribers.
   *
   * @return false if far too much is on its way to them, and this was dropped
   */
  public boolean broadcast(Delivery delivery) {
    Audience audience = audiences.get(delivery.channel());
    return audience == null || post(audience, new Broadcast(delivery));
  }

  /**
   * Sends a join or leave to the channel's subscribers.
   *
   * @return false if far too much is on its way to them, and this was dropped
   */
  public boolean announce(String channel, Membership membership) {
    Audience audience = audiences.get(channel);
    return audience == null || post(audience, new Announcement(channel, membership));
  }

  private boolean post(Audience audience, Message message) {
    if (audience.hopeless()) {
      return false;
    }
    boolean all = true;
    for (long left = audience.shards(); left != 0; left &= left - 1) {
      Share share = shares.get(Long.numberOfTrailingZeros(left));
      if (share.shard().backlog().hopeless()) {
        all = false;
      } else {
        new Pending(share, message, audience).post();
      }
    }
    return all;
  }

  /** Visits each channel of a shard with its number of subscribers; on the shard's thread. */
  public void forEachChannel(Shard shard, BiConsumer<String, Integer> visitor) {
    shares.get(shard.index()).table().forEach((name, list) -> visitor.accept(name, list.count()));
  }
}
