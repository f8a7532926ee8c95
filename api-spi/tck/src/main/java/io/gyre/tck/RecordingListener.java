package io.gyre.tck;

import io.gyre.spi.channel.Membership;
import io.gyre.spi.engine.BrokerListener;
import io.gyre.spi.engine.Delivery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Remembers what a broker told, channel by channel. Thread-safe. */
public final class RecordingListener implements BrokerListener {
  private final Await heard = new Await();
  private final Map<String, List<Delivery>> deliveries = new HashMap<>();
  private final Map<String, List<Membership>> memberships = new HashMap<>();

  /** Makes a listener that heard nothing. */
  public RecordingListener() {}

  @Override
  public void onPublication(Delivery delivery) {
    heard.change(() -> of(deliveries, delivery.channel()).add(delivery));
  }

  @Override
  public void onMembership(String channel, Membership membership) {
    heard.change(() -> of(memberships, channel).add(membership));
  }

  /** What was published so far. */
  public List<Delivery> deliveries(String channel) {
    return heard.read(() -> List.copyOf(of(deliveries, channel)));
  }

  /** Waits until so many publications were heard, and returns all there are. */
  public List<Delivery> awaitDeliveries(String channel, int count) {
    heard.until(
        count + " publications in " + channel,
        () -> of(deliveries, channel).size() >= count,
        () -> of(deliveries, channel).size());
    return deliveries(channel);
  }

  /** Waits until so many joins and leaves were heard, and returns all there are. */
  public List<Membership> awaitMemberships(String channel, int count) {
    heard.until(
        count + " memberships in " + channel,
        () -> of(memberships, channel).size() >= count,
        () -> of(memberships, channel));
    return heard.read(() -> List.copyOf(of(memberships, channel)));
  }

  private static <T> List<T> of(Map<String, List<T>> map, String channel) {
    return map.computeIfAbsent(channel, _ -> new ArrayList<>());
  }
}
