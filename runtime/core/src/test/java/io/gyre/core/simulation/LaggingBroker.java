package io.gyre.core.simulation;

import io.gyre.spi.channel.HistoryPage;
import io.gyre.spi.channel.HistoryQuery;
import io.gyre.spi.channel.Membership;
import io.gyre.spi.channel.Publication;
import io.gyre.spi.channel.PublishOptions;
import io.gyre.spi.channel.PublishResult;
import io.gyre.spi.engine.Broker;
import io.gyre.spi.engine.BrokerFeature;
import io.gyre.spi.engine.BrokerListener;
import io.gyre.spi.engine.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A broker as one behind a network is: its calls may block, it sends only what is subscribed to,
 * and what it sends comes later than it was appended, in order for each channel.
 */
final class LaggingBroker implements Broker, BrokerListener {
  private final BrokerListener ear;
  private final Broker store;
  private final Set<String> subscribed = new HashSet<>();
  private final Map<String, ArrayDeque<Delivery>> inFlight = new TreeMap<>();
  private Runnable meanwhile = () -> {};

  /** Keeps streams in what {@code store} makes for a listener. */
  LaggingBroker(BrokerListener ear, Function<BrokerListener, Broker> store) {
    this.ear = ear;
    this.store = store.apply(this);
  }

  @Override
  public void onPublication(Delivery delivery) {
    if (subscribed.contains(delivery.channel())) {
      inFlight.computeIfAbsent(delivery.channel(), _ -> new ArrayDeque<>()).add(delivery);
    }
  }

  @Override
  public void onMembership(String channel, Membership membership) {
    if (subscribed.contains(channel)) {
      ear.onMembership(channel, membership);
    }
  }

  /** Lets one publication arrive; false if none is on its way. */
  boolean arrive(RandomGenerator random) {
    List<String> channels = new ArrayList<>(inFlight.keySet());
    if (channels.isEmpty()) {
      return false;
    }
    String channel = channels.get(random.nextInt(channels.size()));
    ArrayDeque<Delivery> queue = inFlight.getOrDefault(channel, new ArrayDeque<>());
    ear.onPublication(queue.remove());
    if (queue.isEmpty()) {
      inFlight.remove(channel);
    }
    return true;
  }

  @Override
  public Set<BrokerFeature> features() {
    return store.features();
  }

  @Override
  public void subscribe(Collection<String> channels) {
    subscribed.addAll(channels);
  }

  @Override
  public void unsubscribe(Collection<String> channels) {
    subscribed.removeAll(channels);
    channels.forEach(inFlight::remove);
  }

  @Override
  public PublishResult publish(String channel, Publication publication, PublishOptions options) {
    return store.publish(channel, publication, options);
  }

  @Override
  public void announce(String channel, Membership membership) {
    store.announce(channel, membership);
  }

  @Override
  public HistoryPage history(String channel, HistoryQuery query) {
    HistoryPage page = store.history(channel, query);
    meanwhile.run(); // the answer is on its way back
    return page;
  }

  /** What else happens between the reading of a stream and the arrival of its answer. */
  void meanwhile(Runnable happening) {
    this.meanwhile = happening;
  }

  @Override
  public void removeHistory(String channel) {
    store.removeHistory(channel);
  }

  @Override
  public boolean mayBlock() {
    return true;
  }
}
