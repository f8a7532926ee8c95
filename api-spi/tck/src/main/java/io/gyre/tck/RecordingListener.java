package io.gyre.tck;

import io.gyre.spi.channel.Membership;
import io.gyre.spi.engine.BrokerListener;
import io.gyre.spi.engine.Delivery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Remembers what a broker told, channel by channel. Thread-safe. */
public final class RecordingListener implements BrokerListener {
  private static final long LINGER_MILLIS = 50;

  private final Await heard = new Await();
  private final Map<String, List<Delivery>> deliveries = new HashMap<>();
  private final Map<String, List<Membership>> memberships = new HashMap<>();
  private final Set<String> inside = ConcurrentHashMap.newKeySet();
  private final Map<String, CountDownLatch> lingering = new ConcurrentHashMap<>();
  private final AtomicBoolean overlap = new AtomicBoolean();

  /** Makes a listener that heard nothing. */
  public RecordingListener() {}

  @Override
  public void onPublication(Delivery delivery) {
    String channel = delivery.channel();
    enter(channel);
    heard.change(() -> of(deliveries, channel).add(delivery));
    inside.remove(channel);
  }

  @Override
  public void onMembership(String channel, Membership membership) {
    enter(channel);
    heard.change(() -> of(memberships, channel).add(membership));
    inside.remove(channel);
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

  /** The next call for this channel stays inside until another comes, or for a moment. */
  public void linger(String channel) {
    lingering.put(channel, new CountDownLatch(1));
  }

  /** Whether two calls for one channel were made at once. */
  public boolean overlapped() {
    return overlap.get();
  }

  private void enter(String channel) {
    CountDownLatch second = lingering.get(channel);
    if (!inside.add(channel)) {
      overlap.set(true);
      if (second != null) {
        second.countDown();
      }
    } else if (second != null) {
      await(second);
      lingering.remove(channel, second);
    }
  }

  private static void await(CountDownLatch second) {
    try {
      second.await(LINGER_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static <T> List<T> of(Map<String, List<T>> map, String channel) {
    return map.computeIfAbsent(channel, _ -> new ArrayList<>());
  }
}
