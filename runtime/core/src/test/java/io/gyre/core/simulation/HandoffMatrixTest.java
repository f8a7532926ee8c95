package io.gyre.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.core.session.PublishRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The hand-off from what a stream holds to what is published meanwhile, for every way to subscribe
 * and all that can be agreed upon, while others publish: each publication arrives once and in
 * order, deltas apply. To look at a failure, run its seed alone.
 */
final class HandoffMatrixTest {
  private static final int SEEDS = Integer.getInteger("gyre.handoff.seeds", 40);
  private static final long FIRST = Long.getLong("gyre.handoff.first", 1);
  private static final int ACTIONS = 80;

  @Test
  void eachPublicationArrivesOnceAndInOrderInEveryCell() {
    for (Cell cell : Cell.all()) {
      int deltas = 0;
      for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
        Run run = new Run(cell, seed);
        assertEquals(List.of(), run.complaints(), "seed " + seed);
        deltas += run.node.deltasSeen();
      }
      assertEquals(cell.getsDeltas(), deltas > 0, "deltas in " + cell);
    }
  }

  @Test
  void everyCombinationIsACell() {
    assertTrue(Cell.all().stream().distinct().count() == 3 * 2 * 16);
  }

  private static final class Run extends SeededRun {
    private final Cell cell;
    private final PublishedLog log = new PublishedLog();
    private final List<HandoffClient> clients = new ArrayList<>();

    Run(Cell cell, long seed) {
      super(seed, ACTIONS);
      this.cell = cell;
      for (int i = 0; i < 2; i++) {
        clients.add(new HandoffClient(node, cell, log, this::complain));
      }
    }

    @Override
    void check() {
      clients.forEach(HandoffClient::checkComplete);
    }

    @Override
    void act() {
      HandoffClient client = clients.get(random.nextInt(clients.size()));
      int action = random.nextInt(10);
      if (action < 5) {
        publish();
      } else if (!client.isOpen()) {
        client.connect();
      } else if (action == 5) {
        client.drop();
      } else if (client.isConnected() && action < 8) {
        client.subscribe(random.nextInt(2));
      } else if (client.isConnected()) {
        client.unsubscribe(random.nextInt(2));
      }
    }

    @Override
    void publish() {
      String channel = cell.channels().get(random.nextInt(2));
      PublishedLog.Entry entry = log.next(channel, random);
      node.node()
          .publish(
              channel,
              new PublishRequest(entry.data(), entry.tags(), null, false, "", 0, "", false));
    }
  }
}
