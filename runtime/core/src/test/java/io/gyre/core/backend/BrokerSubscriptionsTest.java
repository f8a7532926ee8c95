package io.gyre.core.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.core.hub.Announcement;
import io.gyre.core.hub.Broadcast;
import io.gyre.core.hub.Hub;
import io.gyre.core.hub.Shard;
import io.gyre.core.hub.Subscriber;
import io.gyre.core.meter.Distribution;
import io.gyre.core.meter.MeterVisitor;
import io.gyre.core.meter.NodeMeters;
import io.gyre.spi.channel.HistoryPage;
import io.gyre.spi.channel.HistoryQuery;
import io.gyre.spi.channel.Membership;
import io.gyre.spi.channel.Publication;
import io.gyre.spi.channel.PublishOptions;
import io.gyre.spi.channel.PublishResult;
import io.gyre.spi.engine.Broker;
import io.gyre.spi.engine.BrokerFeature;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class BrokerSubscriptionsTest {
  private final NodeMeters meters = new NodeMeters();
  private final Shard shard = new Shard(0, System::nanoTime, () -> {}, meters.addShard());
  private final Hub hub = new Hub(List.of(shard));
  private final SlowBroker broker = new SlowBroker();
  private final BrokerSubscriptions subscriptions = new BrokerSubscriptions(broker, hub, meters);

  @Test
  void whatItAsksOfTheBrokerIsCounted() {
    Listener one = new Listener();
    broker.letThrough();
    hub.enter(shard, "c", one);
    subscriptions.align("c");
    subscriptions.align("c");
    hub.leave(shard, "c", one);
    subscriptions.align("c");

    List<String> counted = new CopyOnWriteArrayList<>();
    meters.visit(
        new MeterVisitor() {
          @Override
          public void count(String name, long value, String... labels) {
            if (name.equals("node_action_count")) {
              counted.add(labels[1] + " " + value);
            }
          }

          @Override
          public void level(String name, long value, String... labels) {}

          @Override
          public void distribution(String name, Distribution distribution, String... labels) {}
        });
    assertEquals(Set.of("broker_subscribe 1", "broker_unsubscribe 1"), Set.copyOf(counted));
  }

  @Test
  void subscribesForTheFirstAndUnsubscribesAfterTheLast() {
    Listener one = new Listener();
    Listener two = new Listener();
    broker.letThrough();
    hub.enter(shard, "c", one);
    subscriptions.align("c");
    hub.enter(shard, "c", two);
    subscriptions.align("c");
    hub.leave(shard, "c", one);
    subscriptions.align("c");
    hub.leave(shard, "c", two);
    subscriptions.align("c");
    subscriptions.align("c");
    assertEquals(List.of("subscribe", "unsubscribe"), broker.calls);
  }

  @Test
  void aNewcomerWaitsForItsOwnSubscribeWhileTheLastOneIsStillLeaving() throws Exception {
    Listener old = new Listener();
    hub.enter(shard, "c", old);
    subscriptions.align("c");
    hub.leave(shard, "c", old);
    Thread leaving = Thread.startVirtualThread(() -> subscriptions.align("c"));
    assertTrue(broker.unsubscribing.await(10, TimeUnit.SECONDS));

    hub.enter(shard, "c", new Listener());
    CountDownLatch aligned = new CountDownLatch(1);
    Thread coming =
        Thread.startVirtualThread(() -> {
          subscriptions.align("c");
          aligned.countDown();
        });
    broker.letThrough();
    assertTrue(aligned.await(10, TimeUnit.SECONDS));
    assertEquals(List.of("subscribe", "unsubscribe", "subscribe"), broker.calls);
    leaving.join();
    coming.join();
  }

  private static final class Listener extends Subscriber {
    @Override
    public void onBroadcast(Broadcast broadcast) {
      throw new AssertionError("nothing is published here");
    }

    @Override
    public void onAnnouncement(Announcement announcement) {
      throw new AssertionError("nobody is announced here");
    }
  }

  /** Unsubscribes only when it is let through. */
  private static final class SlowBroker implements Broker {
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch unsubscribing = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);

    void letThrough() {
      gate.countDown();
    }

    @Override
    public void subscribe(Collection<String> channels) {
      calls.add("subscribe");
    }

    @Override
    public void unsubscribe(Collection<String> channels) {
      calls.add("unsubscribe");
      unsubscribing.countDown();
      try {
        assertTrue(gate.await(10, TimeUnit.SECONDS));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public Set<BrokerFeature> features() {
      return Set.of();
    }

    @Override
    public PublishResult publish(String channel, Publication publication, PublishOptions options) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void announce(String channel, Membership membership) {
      throw new UnsupportedOperationException();
    }

    @Override
    public HistoryPage history(String channel, HistoryQuery query) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void removeHistory(String channel) {
      throw new UnsupportedOperationException();
    }
  }
}
