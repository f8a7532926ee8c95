package io.gyre.server;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gyre.config.ConfigBinder;
import io.gyre.config.ConfigNode.Block;
import io.gyre.config.JsonText;
import io.gyre.config.Problems;
import io.gyre.server.config.ChannelSection;
import io.gyre.spi.engine.BrokerFeature;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BrokerNeedsTest {
  private static final String TAIL =
      ", which the broker of engine.type \"plain\" does not have; switch it off or choose another";

  @Test
  void eachOptionThatAsksForMoreIsNamed() {
    BrokerNeeds plain = new BrokerNeeds("engine.type", "plain", Set.of());
    StartFailed failure =
        assertThrows(
            StartFailed.class,
            () ->
                plain.check(
                    channel(
                        """
                        {"without_namespace": {"allowed_delta_types": ["fossil"]},
                         "namespaces": [
                           {"name": "plain", "presence": true},
                           {"name": "chat", "history_size": 10, "history_ttl": "1m",
                            "force_recovery": true, "delta_publish": true},
                           {"name": "news", "force_recovery": true}]}
                        """)));
    assertEquals(
        List.of(
            "channel.without_namespace.allowed_delta_types: needs delta" + TAIL,
            "channel.namespaces[1](chat).history_size: needs history" + TAIL,
            "channel.namespaces[1](chat).delta_publish: needs delta" + TAIL,
            "channel.namespaces[2](news).force_recovery: needs history" + TAIL),
        String.valueOf(failure.getMessage()).lines().toList());
  }

  @Test
  void aBrokerThatCanDoItAllServesAllOptions() {
    BrokerNeeds whole =
        new BrokerNeeds("engine.type", "memory", EnumSet.allOf(BrokerFeature.class));
    assertDoesNotThrow(() ->
        whole.check(
            channel(
                """
                {"without_namespace": {"history_size": 1, "history_ttl": "1s",
                  "delta_publish": true}}
                """)));
  }

  private static ChannelSection channel(String json) {
    Problems problems = new Problems();
    return new ConfigBinder(problems)
        .bind((Block) JsonText.parse(json, "test"), "channel", ChannelSection.class)
        .orElseThrow(() -> new AssertionError(problems.all()));
  }
}
