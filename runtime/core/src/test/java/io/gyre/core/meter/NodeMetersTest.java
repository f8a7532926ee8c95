package io.gyre.core.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeMetersTest {
  private final NodeMeters meters = new NodeMeters();

  @Test
  void countsOfSeveralShardsAddUp() {
    ShardMeters one = meters.addShard();
    ShardMeters other = meters.addShard();
    one.transport("websocket").sent(FrameType.PUSH_PUBLICATION, 10);
    other.transport("websocket").sent(FrameType.PUSH_PUBLICATION, 20);
    other.transport("sse").sent(FrameType.PUSH_PUBLICATION, 40);

    Map<String, Long> values = read();

    assertEquals(
        2L,
        values.get(
            "transport_messages_sent{transport,websocket,frame_type,push_publication,channel_namespace,}"));
    assertEquals(
        30L,
        values.get(
            "transport_messages_sent_size{transport,websocket,frame_type,push_publication,channel_namespace,}"));
  }

  @Test
  void anOpenSubscriptionIsNoLongerCountedOnceItEnded() {
    ShardMeters shard = meters.addShard();
    shard.subscribed();
    shard.subscribed();
    shard.unsubscribed();

    Map<String, Long> values = read();

    assertEquals(
        2L, values.get("client_subscriptions_accepted{client_name,unnamed,channel_namespace,}"));
    assertEquals(
        1L, values.get("client_subscriptions_inflight{client_name,unnamed,channel_namespace,}"));
  }

  @Test
  void aDurationFallsIntoTheFirstBucketThatIsNotBelowIt() {
    Distribution distribution = Distribution.ofCalls();
    distribution.record(100_000);
    distribution.record(100_001);
    distribution.record(Long.MAX_VALUE / 2);

    assertEquals(1, distribution.count(0));
    assertEquals(1, distribution.count(1));
    assertEquals(1, distribution.count(distribution.buckets() - 1));
    assertEquals(0.0001, distribution.bound(0));
  }

  @Test
  void recoveriesAreToldApartByOutcome() {
    ShardMeters shard = meters.addShard();
    shard.recovery(true, 0);
    shard.recovery(true, 3);
    shard.recovery(false, 0);

    Map<String, Long> values = read();

    assertEquals(
        1L,
        values.get(
            "client_recover{recovered,yes,channel_namespace,,has_recovered_publications,no}"));
    assertEquals(
        1L,
        values.get(
            "client_recover{recovered,yes,channel_namespace,,has_recovered_publications,yes}"));
    assertEquals(
        1L,
        values.get(
            "client_recover{recovered,no,channel_namespace,,has_recovered_publications,no}"));
  }

  private Map<String, Long> read() {
    Map<String, Long> values = new HashMap<>();
    meters.visit(
        new MeterVisitor() {
          @Override
          public void count(String name, long value, String... labels) {
            values.merge(name + '{' + String.join(",", labels) + '}', value, Long::sum);
          }

          @Override
          public void level(String name, long value, String... labels) {
            count(name, value, labels);
          }

          @Override
          public void distribution(String name, Distribution distribution, String... labels) {}
        });
    return values;
  }
}
