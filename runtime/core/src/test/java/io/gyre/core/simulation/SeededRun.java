package io.gyre.core.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * One run of a simulation: what clients and publishers do, and when the node comes to it, is drawn
 * from a seed.
 */
abstract class SeededRun {
  private final int actions;
  private final List<String> complaints = new ArrayList<>();
  final RandomGenerator random;
  final SimulatedNode node;

  SeededRun(long seed, int actions) {
    this.actions = actions;
    this.random = new SplittableRandom(seed);
    this.node = new SimulatedNode(random, random.nextInt(1, 4), random.nextBoolean());
  }

  /** One of the clients, or a publisher, does something. */
  abstract void act();

  /** Something is published. */
  abstract void publish();

  /** Has the clients complain of what did not arrive, now that all has. */
  abstract void check();

  /** What one of the clients says is wrong. */
  final void complain(String complaint) {
    complaints.add(complaint);
  }

  /** Runs until the first complaint, or to its end. */
  final List<String> complaints() {
    node.whileReading(this::publishSometimes);
    for (int i = 0; i < actions && complaints.isEmpty(); i++) {
      act();
      for (int steps = random.nextInt(4); steps > 0; steps--) {
        node.step();
      }
    }
    if (complaints.isEmpty()) {
      node.whileReading(() -> {});
      node.settle();
      check();
    }
    return complaints;
  }

  private void publishSometimes() {
    for (int left = random.nextInt(4); left > 0; left--) {
      publish();
    }
  }
}
