package io.gyre.core.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.core.session.PublishRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Clients that come, go, subscribe, unsubscribe and recover while the channels are published to, in
 * orders drawn from a seed: nothing is lost, doubled or out of order, every command is answered. To
 * look at a failure, run its seed alone.
 */
final class SimulationTest {
  private static final int SEEDS = Integer.getInteger("gyre.simulation.seeds", 10_000);
  private static final long FIRST = Long.getLong("gyre.simulation.first", 1);
  private static final int ACTIONS = 120;

  @Test
  void losesDoublesAndDisordersNothing() {
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      List<String> complaints = new Run(seed).complaints();
      assertEquals(List.of(), complaints, "seed " + seed);
    }
  }

  private static final class Run extends SeededRun {
    private final List<SimulatedClient> clients = new ArrayList<>();
    private final Map<String, Long> published = new HashMap<>();
    private final List<String> channels = new ArrayList<>();

    Run(long seed) {
      super(seed, ACTIONS);
      channels.addAll(SimulatedNode.names("s", 3));
      channels.addAll(SimulatedNode.names("p", 1));
      for (int i = 0; i < 4; i++) {
        List<String> serverSide = i == 0 ? List.of("s:10", "s:11") : List.of();
        clients.add(new SimulatedClient(node, serverSide, this::complain));
      }
    }

    @Override
    void check() {
      clients.forEach(client -> client.checkAtTop(published));
    }

    @Override
    void act() {
      SimulatedClient client = clients.get(random.nextInt(clients.size()));
      int action = random.nextInt(10);
      if (action < 4) {
        publish();
      } else if (!client.isOpen()) {
        client.connect();
      } else if (action == 4) {
        client.drop();
      } else if (client.isConnected() && action < 8) {
        client.subscribe(channels.get(random.nextInt(channels.size())));
      } else if (client.isConnected()) {
        client.unsubscribe(channels.get(random.nextInt(channels.size())));
      }
    }

    @Override
    void publish() {
      int choice = random.nextInt(channels.size() + 2);
      String channel =
          choice < channels.size() ? channels.get(choice) : "s:1" + (choice - channels.size());
      long number = published.merge(channel, 1L, Long::sum);
      byte[] data = Long.toString(number).getBytes(UTF_8);
      node.node()
          .publish(channel, new PublishRequest(data, Map.of(), null, false, "", 0, "", false));
    }
  }
}
