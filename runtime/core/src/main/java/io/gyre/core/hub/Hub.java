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
  private final ConcurrentHashMap<String, Long> shardsOf = new ConcurrentHashMap<>();
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
    Map<String, Subscribers> table = shares.get(shard.index()).table;
    Subscribers subscribers = table.get(channel);
    boolean first = subscribers == null;
    if (subscribers == null) {
      subscribers = new Subscribers(shard);
      table.put(channel, subscribers);
      shardsOf.merge(channel, 1L << shard.index(), (a, b) -> a | b);
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
    Map<String, Subscribers> table = shares.get(shard.index()).table;
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
    return shardsOf.computeIfPresent(
            channel, (_, mask) -> (mask & ~bit) == 0 ? null : Long.valueOf(mask & ~bit))
        == null;
  }

  /** Whether the node has a subscriber of the channel. */
  public boolean has(String channel) {
    return shardsOf.containsKey(channel);
  }

  /** How many subscriptions there are on this node. */
  public int subscriptions() {
    return subscriptions.intValue();
  }

  /**
   * Waits while the mailbox of a shard with subscribers of the channel is too full; not to be
   * called on a shard.
   *
   * @throws ClientErrorException with code 100 if that takes too long
   */
  public void awaitRoom(String channel) {
    Long mask = shardsOf.get(channel);
    for (long left = mask == null ? 0 : mask; left != 0; left &= left - 1) {
      if (!shards.get(Long.numberOfTrailingZeros(left)).awaitRoom()) {
        throw new ClientErrorException(ClientErrors.INTERNAL);
      }
    }
  }

  /**
   * Whether no shard with subscribers of the channel is behind, and the calling one, if it is a
   * shard, has few of them.
   */
  public boolean isLight(String channel) {
    Long mask = shardsOf.get(channel);
    for (long left = mask == null ? 0 : mask; left != 0; left &= left - 1) {
      int index = Long.numberOfTrailingZeros(left);
      Shard shard = shards.get(index);
      if (!shard.hasRoom() || (shard.inLoop() && isLarge(shares.get(index).table.get(channel)))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLarge(@Nullable Subscribers subscribers) {
    return subscribers != null && subscribers.count() > LIGHT_MAX;
  }

  /** How many channels have a subscriber on this node. */
  public int channels() {
    return shardsOf.size();
  }

  /** Sends a publication to the channel's subscribers. */
  public void broadcast(Delivery delivery) {
    Long mask = shardsOf.get(delivery.channel());
    if (mask != null) {
      post(mask, new Broadcast(delivery));
    }
  }

  /** Sends a join or leave to the channel's subscribers. */
  public void announce(String channel, Membership membership) {
    Long mask = shardsOf.get(channel);
    if (mask != null) {
      post(mask, new Announcement(channel, membership));
    }
  }

  private void post(long mask, Message message) {
    for (long left = mask; left != 0; left &= left - 1) {
      Share share = shares.get(Long.numberOfTrailingZeros(left));
      Shard shard = share.shard;
      shard.addWaiting(message.size());
      try {
        shard.execute(() -> share.deliver(message));
      } catch (RejectedExecutionException stopping) {
        shard.addWaiting(-message.size()); // its sessions are gone, nobody misses the message
      }
    }
  }

  /** Visits each channel of a shard with its number of subscribers; on the shard's thread. */
  public void forEachChannel(Shard shard, BiConsumer<String, Integer> visitor) {
    shares.get(shard.index()).table.forEach((name, list) -> visitor.accept(name, list.count()));
  }

  /** The subscribers of one shard by channel; the table belongs to its thread. */
  private record Share(Shard shard, Map<String, Subscribers> table) {
    void deliver(Message message) {
      shard.addWaiting(-message.size());
      Subscribers subscribers = table.get(message.channel());
      if (subscribers != null) {
        long begin = System.nanoTime();
        subscribers.deliver(message);
        shard.meters().broadcast(message.kind(), System.nanoTime() - begin);
      }
    }
  }
}
