package io.gyre.core.session;

import io.gyre.core.hub.Shard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The sessions of the node: by user on each shard, by id where clients send by separate requests,
 * and how many each user has.
 *
 * <p>Counts and ids may be asked for on any thread; what names a shard belongs to its thread.
 */
public final class Registry {
  private final List<Map<String, ClientSession>> firstOfUser;
  private final ConcurrentHashMap<String, Integer> connectionsOfUser = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, ClientSession> emulated = new ConcurrentHashMap<>();
  private final AtomicInteger connected = new AtomicInteger();

  /** Serves this many shards. */
  public Registry(int shards) {
    this.firstOfUser = new ArrayList<>();
    for (int i = 0; i < shards; i++) {
      firstOfUser.add(new HashMap<>());
    }
  }

  /** Reserves a place for a user; false if it has {@code max} already, 0 for no limit. */
  boolean reserve(String user, int max) {
    boolean[] reserved = new boolean[1];
    connectionsOfUser.compute(
        user,
        (_, count) -> {
          int now = count == null ? 0 : count;
          reserved[0] = user.isEmpty() || max <= 0 || now < max;
          return reserved[0] ? Integer.valueOf(now + 1) : count;
        });
    if (reserved[0]) {
      connected.incrementAndGet();
    }
    return reserved[0];
  }

  /** Gives a reserved place back. */
  void release(String user) {
    connectionsOfUser.computeIfPresent(
        user, (_, count) -> count == 1 ? null : Integer.valueOf(count - 1));
    connected.decrementAndGet();
  }

  /** Adds a session to its user's. */
  void add(Shard shard, ClientSession session) {
    Map<String, ClientSession> table = firstOfUser.get(shard.index());
    ClientSession first = table.put(session.user(), session);
    session.nextOfUser = first;
    if (first != null) {
      first.previousOfUser = session;
    }
  }

  /** Removes a session from its user's. */
  void remove(Shard shard, ClientSession session) {
    ClientSession next = session.nextOfUser;
    ClientSession previous = session.previousOfUser;
    if (next != null) {
      next.previousOfUser = previous;
    }
    if (previous != null) {
      previous.nextOfUser = next;
    } else if (next != null) {
      firstOfUser.get(shard.index()).put(session.user(), next);
    } else {
      firstOfUser.get(shard.index()).remove(session.user());
    }
    session.nextOfUser = null;
    session.previousOfUser = null;
  }

  /**
   * Visits the connected sessions of a user on a shard; a visitor may close the one it is given.
   */
  public void forEachOfUser(Shard shard, String user, Consumer<ClientSession> visitor) {
    ClientSession session = firstOfUser.get(shard.index()).get(user);
    while (session != null) {
      ClientSession next = session.nextOfUser;
      visitor.accept(session);
      session = next;
    }
  }

  /**
   * Hands connected sessions of a shard to a visitor that closes them, at most {@code max}.
   *
   * @return whether there are more
   */
  public boolean forSome(Shard shard, int max, Consumer<ClientSession> closer) {
    Map<String, ClientSession> table = firstOfUser.get(shard.index());
    for (int i = 0; i < max && !table.isEmpty(); i++) {
      closer.accept(table.values().iterator().next());
    }
    return !table.isEmpty();
  }

  /** Makes a session reachable by its id. */
  void publish(ClientSession session) {
    emulated.put(session.id(), session);
  }

  /** Ends {@link #publish}. */
  void withdraw(ClientSession session) {
    emulated.remove(session.id(), session);
  }

  /** The session with an id, among those whose clients send by separate requests. */
  public Optional<ClientSession> byId(String id) {
    return Optional.ofNullable(emulated.get(id));
  }

  /** How many clients are connected. */
  public int clients() {
    return connected.get();
  }

  /** How many distinct users are connected. */
  public int users() {
    return connectionsOfUser.size();
  }
}
