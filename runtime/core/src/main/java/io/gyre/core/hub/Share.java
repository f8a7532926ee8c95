package io.gyre.core.hub;

import java.util.Map;

/** The subscribers of one shard by channel; the table belongs to its thread. */
record Share(Shard shard, Map<String, Subscribers> table) {
  void deliver(Pending pending) {
    Message message = pending.message();
    Subscribers subscribers = table.get(message.channel());
    if (subscribers == null) {
      pending.through();
      return;
    }
    long begin = System.nanoTime();
    subscribers.deliver(pending);
    shard.meters().broadcast(message.kind(), System.nanoTime() - begin);
  }
}
