package io.gyre.engine.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.spi.channel.HistoryQuery;
import io.gyre.spi.channel.Publication;
import io.gyre.spi.channel.PublishOptions;
import io.gyre.spi.channel.PublishResult.Outcome;
import io.gyre.spi.error.BackendUnavailable;
import io.gyre.tck.FakeContext;
import io.gyre.tck.ServiceRunner;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the memory engine keeps has bounds, and what expired is given back. */
class MemoryBoundsTest {
  private static final int CHANNELS = 20_000;

  private final FakeContext context = new FakeContext();
  private final MemoryBroker broker = broker(1_000_000, 1_000_000);

  @Test
  void givesBackStreamsAndKeysThatExpired() {
    PublishOptions options = keyed(Duration.ofSeconds(10), Duration.ofSeconds(30));
    for (int i = 0; i < CHANNELS; i++) {
      broker.publish("c" + i, publication(), options);
    }
    assertEquals(CHANNELS, context.meters().value("gyre_memory_streams"));
    assertEquals(CHANNELS, context.meters().value("gyre_memory_idempotency_keys"));
    context.clock().advance(Duration.ofSeconds(11));
    broker.sweep();
    assertEquals(CHANNELS, broker.streams(), "positions outlive publications");
    assertEquals(0, broker.idempotencyKeys());
    context.clock().advance(Duration.ofSeconds(20));
    broker.sweep();
    assertEquals(0, broker.streams());
  }

  @Test
  void keepsStreamsThatWereRenewed() {
    for (int second = 0; second < 60; second++) {
      broker.publish("c", publication(), keyed(Duration.ofSeconds(10), Duration.ofSeconds(10)));
      context.clock().advance(Duration.ofSeconds(1));
      broker.sweep();
    }
    assertEquals(1, broker.streams());
    assertEquals(60, broker.history("c", HistoryQuery.top(Duration.ofSeconds(10))).top().offset());
  }

  @Test
  void givesBackEarlierWhenTheTimeToLiveBecomesShorter() {
    broker.publish("c", publication(), keyed(Duration.ofHours(9), Duration.ofHours(9)));
    broker.publish("c", publication(), keyed(Duration.ofSeconds(1), Duration.ofSeconds(1)));
    context.clock().advance(Duration.ofSeconds(2));
    broker.sweep();
    assertEquals(0, broker.streams());
  }

  @Test
  void forgetsTheStreamThatIsClosestToItsEndWhenThereAreTooMany() {
    MemoryBroker small = broker(Stripe.COUNT, Stripe.COUNT);
    for (int i = 0; i < CHANNELS; i++) {
      small.history("c" + i, HistoryQuery.top(Duration.ofHours(1)));
      context.clock().advance(Duration.ofMillis(1));
    }
    assertTrue(small.streams() <= Stripe.COUNT, () -> "streams: " + small.streams());
    assertEquals(
        CHANNELS - small.streams(), context.meters().count("gyre_memory_streams_forgotten_total"));
  }

  @Test
  void refusesAnotherStreamWhenNoneMayBeForgotten() {
    MemoryBroker small = broker(Stripe.COUNT, Stripe.COUNT);
    HistoryQuery forEver = HistoryQuery.top(Duration.ZERO);
    assertThrows(
        BackendUnavailable.class,
        () -> {
          for (int i = 0; i < CHANNELS; i++) {
            small.history("c" + i, forEver);
          }
        });
    assertTrue(small.streams() <= Stripe.COUNT);
  }

  @Test
  void forgetsTheOldestKeyWhenThereAreTooMany() {
    MemoryBroker small = broker(Stripe.COUNT, 2 * Stripe.COUNT);
    assertEquals(Outcome.ACCEPTED, publishKeyed(small, "a"));
    assertEquals(Outcome.ACCEPTED, publishKeyed(small, "b"));
    assertEquals(Outcome.DUPLICATE, publishKeyed(small, "a"));
    assertEquals(Outcome.ACCEPTED, publishKeyed(small, "c"));
    assertEquals(Outcome.ACCEPTED, publishKeyed(small, "a"), "the oldest of three was forgotten");
    assertEquals(Outcome.DUPLICATE, publishKeyed(small, "c"));
  }

  @Test
  void survivesLongTimesToLive() {
    Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
    broker.publish("c", publication(), keyed(longest, longest));
    context.clock().advance(Duration.ofDays(36_500));
    broker.sweep();
    assertEquals(1, broker.streams());
  }

  @Test
  void endsItsRunWhenTold() {
    MemoryEngine engine =
        new MemoryEngine(new MemoryEngineConfig(Stripe.COUNT, Stripe.COUNT), context);
    ServiceRunner.startReady(engine).stop();
  }

  private MemoryBroker broker(int streamsMax, int keysMax) {
    return new MemoryBroker(new MemoryEngineConfig(streamsMax, keysMax), context);
  }

  private static Outcome publishKeyed(MemoryBroker to, String key) {
    PublishOptions options =
        new PublishOptions(
            0, Duration.ZERO, Duration.ZERO, key, Duration.ofMinutes(5), 0, "", false);
    return to.publish("channel", publication(), options).outcome();
  }

  /** Options with a key never used before. */
  private static PublishOptions keyed(Duration ttl, Duration metaTtl) {
    String key = UUID.randomUUID().toString();
    return new PublishOptions(10, ttl, metaTtl, key, ttl, 0, "", false);
  }

  private static Publication publication() {
    return new Publication(0, new byte[] {1}, null, Map.of(), 0);
  }
}
