package io.gyre.core.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The subscriptions of one session, by channel. Belongs to the session's shard. */
final class Subscriptions {
  private @Nullable Map<String, Subscription> byChannel;

  /** The subscription to a channel, be it live or catching up. */
  Optional<Subscription> of(String channel) {
    return byChannel == null ? Optional.empty() : Optional.ofNullable(byChannel.get(channel));
  }

  /** Whether the client is subscribed to a channel: catching up does not count. */
  boolean isLive(String channel) {
    return of(channel).filter(Subscription::isLive).isPresent();
  }

  int count() {
    return byChannel == null ? 0 : byChannel.size();
  }

  /** All of them as of now: ending one does not disturb who looks at the list. */
  List<Subscription> all() {
    return byChannel == null ? List.of() : List.copyOf(byChannel.values());
  }

  void add(Subscription subscription) {
    if (byChannel == null) {
      byChannel = HashMap.newHashMap(1);
    }
    byChannel.put(subscription.channel(), subscription);
  }

  void remove(Subscription subscription) {
    if (byChannel != null) {
      byChannel.remove(subscription.channel(), subscription);
    }
  }
}
