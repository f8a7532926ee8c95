package io.gyre.core.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.core.meter.NodeMeters;
import io.gyre.spi.channel.Publication;
import io.gyre.spi.channel.StreamPosition;
import io.gyre.spi.engine.Delivery;
import io.gyre.spi.error.ClientErrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How long a publication waits because another channel of its shard is saturated, counted in
 * deliveries to that channel: a count is the same on every machine, and times what a delivery costs
 * it is a time.
 */
class FairnessTest {
  private static final int SUBSCRIBERS = 5000;
  private static final int MEBIBYTE = 1024 * 1024;
  private static final int TURNS = 200;
  private static final int PUBLICATIONS_PER_TURN = 8; // more than a turn can deliver

  /** The deliveries of one turn: what docs/performance.md states. */
  private static final int WAIT_MAX = 16 * 1024 + 64; // a subscriber gets all that waits for it

  private final Shard shard = new Shard(0, System::nanoTime, () -> {}, new NodeMeters().addShard());
  private final Hub hub = new Hub(List.of(shard));
  private long delivered;
  private long askedAt = -1;
  private int answers;
  private long longestWait;

  @Test
  void aSaturatedChannelHoldsUpAnotherForOneTurnAtMost() {
    for (int i = 0; i < SUBSCRIBERS; i++) {
      hub.enter(shard, "large", new Large());
    }
    hub.enter(shard, "small", new Small());
    for (int turn = 0; turn < TURNS; turn++) {
      for (int i = 0; i < PUBLICATIONS_PER_TURN; i++) {
        publish("large");
      }
      assertTrue(shard.turn(), "the channel is not saturated");
    }
    assertTrue(answers > TURNS / 4, () -> "only " + answers + " answers");
    assertTrue(longestWait <= WAIT_MAX, () -> "waited for " + longestWait + " deliveries");
  }

  @Test
  void aSaturatedChannelLosesNothingMeanwhile() {
    for (int i = 0; i < SUBSCRIBERS; i++) {
      hub.enter(shard, "large", new Large());
    }
    for (int i = 0; i < PUBLICATIONS_PER_TURN; i++) {
      publish("large");
    }
    while (shard.turn()) {
      // until nothing is left
    }
    assertEquals((long) SUBSCRIBERS * PUBLICATIONS_PER_TURN, delivered);
    assertEquals(0, shard.waitingBytes());
  }

  /** Its messages are not delivered one after the other because each of them is small enough. */
  @Test
  void aBurstInAChannelOfHundredsHoldsUpAnotherForOneTurnAtMost() {
    for (int i = 0; i < 500; i++) {
      hub.enter(shard, "large", new Large());
    }
    hub.enter(shard, "small", new Small());
    for (int i = 0; i < 1000; i++) {
      publish("large");
    }
    while (shard.turn()) {
      // the probes are published by the subscribers
    }
    assertEquals(500L * 1000, delivered);
    assertTrue(answers > 20, () -> "only " + answers + " answers");
    assertTrue(longestWait <= WAIT_MAX, () -> "waited for " + longestWait + " deliveries");
  }

  @Test
  void aTurnHasFewerDeliveriesOfWhatIsLarge() {
    for (int i = 0; i < SUBSCRIBERS; i++) {
      hub.enter(shard, "large", new Large());
    }
    publish("large", 64 * 1024);
    assertTrue(shard.turn());
    assertTrue(delivered <= 1024, () -> delivered + " deliveries in a turn");
    while (shard.turn()) {
      // until nothing is left
    }
    assertEquals(SUBSCRIBERS, delivered);
  }

  @Test
  @Timeout(30)
  void whoPublishesElsewhereFindsRoomWhereOneChannelHasFilledItsShare() {
    hub.enter(shard, "large", new Large());
    hub.enter(shard, "small", new Small());
    fill("large");
    assertFalse(hub.overfull("large"), "a little more than full");
    hub.awaitRoom("small");
    Thread.currentThread().interrupt(); // ends the wait at once
    assertThrows(ClientErrorException.class, () -> hub.awaitRoom("large"));
    assertTrue(Thread.interrupted());
  }

  @Test
  void aReplyWaitsUntilThereIsRoom() {
    hub.enter(shard, "large", new Large());
    List<String> done = new ArrayList<>();
    fill("large");
    hub.whenRoom("large", shard, () -> done.add("large"));
    hub.whenRoom("small", shard, () -> done.add("small"));
    hub.whenRoom("none", shard, () -> done.add("none"));
    while (shard.turn()) {
      // until nothing is left
    }
    assertEquals(List.of("small", "none", "large"), done);
    assertEquals(0, shard.waitingBytes());
  }

  @Test
  void whatNobodyHoldsBackIsDroppedInTheEnd() {
    hub.enter(shard, "large", new Large());
    int kept = 0;
    while (kept < 1000 && publish("large", MEBIBYTE)) {
      kept++;
    }
    assertTrue(hub.overfull("large"), "overfull before anything is dropped");
    assertTrue(kept < 64, "kept " + kept + " MiB");
    while (shard.turn()) {
      // until nothing is left
    }
    assertEquals(kept, delivered);
    assertFalse(hub.overfull("large"), "empty");
    assertTrue(publish("large", MEBIBYTE), "room again");
  }

  private void fill(String channel) {
    for (long bytes = 0; bytes <= Audience.BYTES_MAX; bytes += MEBIBYTE) {
      publish(channel, MEBIBYTE);
    }
  }

  private void publish(String channel) {
    publish(channel, 128);
  }

  private boolean publish(String channel, int bytes) {
    Publication publication = new Publication(0, new byte[bytes], null, Map.of(), 0);
    return hub.broadcast(new Delivery(channel, publication, StreamPosition.NONE, false, null));
  }

  /** Counts, and publishes in the other channel at any place of a walk. */
  private final class Large extends Subscriber {
    @Override
    public void onBroadcast(Broadcast broadcast) {
      delivered++;
      if (askedAt < 0 && delivered % 10_007 == 0) {
        askedAt = delivered;
        publish("small");
      }
    }

    @Override
    public void onAnnouncement(Announcement announcement) {
      throw new AssertionError("nothing is announced");
    }
  }

  private final class Small extends Subscriber {
    @Override
    public void onBroadcast(Broadcast broadcast) {
      answers++;
      longestWait = Math.max(longestWait, delivered - askedAt);
      askedAt = -1;
    }

    @Override
    public void onAnnouncement(Announcement announcement) {
      throw new AssertionError("nothing is announced");
    }
  }
}
