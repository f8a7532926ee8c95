package io.gyre.server.config;

import io.gyre.config.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which back ends are chosen. */
final class EngineRules {

  /** Brokers that a configuration may name while it does not use them. */
  private static final List<String> BROKERS =
      List.of("memory", "redis", "nats", "redisnats", "postgres");

  private EngineRules() {}

  static void check(GyreConfig config, ProviderSections providers, Problems problems) {
    known("engine.type", config.engine().type(), providers.engines(), problems);
    String broker = config.broker().type();
    if (config.broker().enabled()) {
      known("broker.type", broker, providers.engines(), problems);
    } else if (!providers.engines().contains(broker)) {
      Words.oneOf("broker.type", broker, BROKERS, problems);
    }
    if (config.presenceManager().enabled()) {
      known(
          "presence_manager.type", config.presenceManager().type(), providers.engines(), problems);
    }
    if (config.controller().enabled()) {
      known("controller.type", config.controller().type(), providers.engines(), problems);
    }
    Words.oneOf(
        "map_broker.type",
        config.mapBroker().type(),
        List.of("memory", "redis", "postgres"),
        problems);
  }

  private static void known(String path, String type, Set<String> engines, Problems problems) {
    if (!engines.contains(type)) {
      List<String> there = new ArrayList<>(engines);
      there.sort(null);
      problems.error(
          path,
          type,
          "is no engine of this server",
          "write one of " + String.join(", ", there) + ", or add its plugin");
    }
  }
}
