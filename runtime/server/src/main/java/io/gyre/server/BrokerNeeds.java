package io.gyre.server;

import io.gyre.core.channel.ChannelOptions;
import io.gyre.core.channel.NamespaceConfig;
import io.gyre.server.config.ChannelSection;
import io.gyre.server.config.GyreConfig;
import io.gyre.spi.engine.Broker;
import io.gyre.spi.engine.BrokerFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the options of channels ask of the broker, compared with what it says it can: a namespace
 * with history on a broker without would lose publications in silence.
 *
 * @param key where the broker was chosen, such as {@code engine.type}
 * @param type the type that was chosen
 * @param features what it can
 */
record BrokerNeeds(String key, String type, Set<BrokerFeature> features) {

  /** What the chosen broker can. */
  static BrokerNeeds of(Broker broker, GyreConfig config) {
    boolean own = config.broker().enabled();
    return new BrokerNeeds(
        own ? "broker.type" : "engine.type",
        own ? config.broker().type() : config.engine().type(),
        Set.copyOf(broker.features()));
  }

  /**
   * Compares.
   *
   * @throws StartFailed naming each option that asks for more
   */
  void check(ChannelSection channel) {
    List<String> problems = new ArrayList<>();
    check("channel.without_namespace", channel.rules().withoutNamespace(), problems);
    List<NamespaceConfig> namespaces = channel.rules().namespaces();
    for (int index = 0; index < namespaces.size(); index++) {
      NamespaceConfig namespace = namespaces.get(index);
      String path = "channel.namespaces[" + index + "](" + namespace.name() + ")";
      check(path, namespace.options(), problems);
    }
    if (!problems.isEmpty()) {
      throw new StartFailed(String.join("\n", problems));
    }
  }

  private void check(String path, ChannelOptions options, List<String> problems) {
    boolean stream = options.forceRecovery() || options.forcePositioning();
    boolean deltas = options.deltaPublish() || !options.allowedDeltaTypes().isEmpty();
    need(BrokerFeature.HISTORY, options.historySize() > 0, path + ".history_size", problems);
    need(
        BrokerFeature.HISTORY,
        options.historySize() == 0 && stream,
        path + (options.forceRecovery() ? ".force_recovery" : ".force_positioning"),
        problems);
    need(
        BrokerFeature.DELTA,
        deltas,
        path + (options.deltaPublish() ? ".delta_publish" : ".allowed_delta_types"),
        problems);
  }

  private void need(BrokerFeature feature, boolean wanted, String option, List<String> problems) {
    if (wanted && !features.contains(feature)) {
      problems.add(
          "%s: needs %s, which the broker of %s \"%s\" does not have; switch it off or choose another"
              .formatted(option, feature.name().toLowerCase(Locale.ROOT), key, type));
    }
  }
}
