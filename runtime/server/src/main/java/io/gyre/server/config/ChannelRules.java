package io.gyre.server.config;

import io.gyre.config.GoDuration;
import io.gyre.config.Problems;
import io.gyre.core.channel.ChannelConfig;
import io.gyre.core.channel.ChannelOptions;
import io.gyre.core.channel.NamespaceConfig;
import java.time.Duration;
import java.util.List;

/** Namespaces and the options of channels. */
final class ChannelRules {

  private static final String NAME = "[-a-zA-Z0-9_.]{2,}";
  private static final List<String> DATA_FORMATS = List.of("", "json", "json_object", "binary");
  private static final List<String> TYPES =
      List.of("", "stream", "map", "map_clients", "map_users", "shared_poll");

  private final GyreConfig config;
  private final ChannelConfig channel;
  private final Problems problems;

  ChannelRules(GyreConfig config, Problems problems) {
    this.config = config;
    this.channel = config.channel().rules();
    this.problems = problems;
  }

  void check() {
    Words.names(
        "channel.namespaces",
        channel.namespaces().stream().map(NamespaceConfig::name).toList(),
        NAME,
        problems);
    Words.oneOf(
        "channel.publication_data_format", channel.publicationDataFormat(), DATA_FORMATS, problems);
    wholeSeconds("channel.history_meta_ttl", channel.historyMetaTtl());
    options("channel.without_namespace.", channel.withoutNamespace());
    for (int index = 0; index < channel.namespaces().size(); index++) {
      NamespaceConfig namespace = channel.namespaces().get(index);
      options("channel.namespaces[" + index + "](" + namespace.name() + ").", namespace.options());
    }
  }

  private void options(String path, ChannelOptions options) {
    history(path, options);
    recovery(path, options);
    Words.oneOf(
        path + "publication_data_format", options.publicationDataFormat(), DATA_FORMATS, problems);
    options
        .allowedDeltaTypes()
        .forEach(
            type -> Words.oneOf(path + "allowed_delta_types", type, List.of("fossil"), problems));
    Words.pattern(path + "channel_regex", options.channelRegex(), problems);
    Words.oneOf(path + "subscription_type", options.subscriptionType(), TYPES, problems);
    presenceTarget(
        path + "map_clients_presence_channel_prefix",
        options.mapClientsPresenceChannelPrefix(),
        "map_clients");
    presenceTarget(
        path + "map_users_presence_channel_prefix",
        options.mapUsersPresenceChannelPrefix(),
        "map_users");
    new MapRules(path, options, problems).check();
    if (options.subscriptionType().equals("shared_poll")) {
      sharedPoll(path, options);
    }
  }

  private void history(String path, ChannelOptions options) {
    Duration ttl = options.historyTtl();
    if (options.historySize() < 0 || ttl.isNegative() || options.historyMetaTtl().isNegative()) {
      problems.error(
          path + "history_size",
          String.valueOf(options.historySize()),
          "history cannot be negative",
          "write 0 for none");
    }
    if (options.historySize() > 0 && ttl.isZero()) {
      problems.error(path + "history_ttl", "", "is required with history_size", "set both or none");
    }
    if (ttl.isPositive() && options.historySize() == 0) {
      problems.error(path + "history_size", "", "is required with history_ttl", "set both or none");
    }
    wholeSeconds(path + "history_ttl", ttl);
    wholeSeconds(path + "history_meta_ttl", options.historyMetaTtl());
    Duration metaTtl =
        options.historyMetaTtl().isZero() ? channel.historyMetaTtl() : options.historyMetaTtl();
    if (ttl.compareTo(metaTtl) > 0) {
      problems.error(
          path + "history_ttl",
          GoDuration.format(ttl),
          "must not be longer than history_meta_ttl (" + GoDuration.format(metaTtl) + ")",
          "lengthen history_meta_ttl");
    }
  }

  private void wholeSeconds(String path, Duration duration) {
    if (duration.isPositive() && duration.toNanosPart() != 0) {
      problems.error(path, GoDuration.format(duration), "must be whole seconds", "round it");
    }
  }

  private void recovery(String path, ChannelOptions options) {
    boolean history = options.historySize() > 0 && options.historyTtl().isPositive();
    if (options.forceRecovery() && !history) {
      problems.error(
          path + "force_recovery", "true", "needs history", "set history_size and history_ttl");
    }
    Words.oneOf(
        path + "force_recovery_mode",
        options.forceRecoveryMode(),
        List.of("", "stream", "cache"),
        problems);
    if (options.autoCacheRecover()
        && !(options.forceRecovery() && options.forceRecoveryMode().equals("cache"))) {
      problems.error(
          path + "auto_cache_recover",
          "true",
          "needs recovery from the cache",
          "set force_recovery: true and force_recovery_mode: cache");
    }
  }

  private void sharedPoll(String path, ChannelOptions options) {
    if (config.sharedPoll().hmacSecretKey().isEmpty()) {
      problems.error(
          "shared_poll.hmac_secret_key",
          "",
          "is required by " + path + "subscription_type shared_poll",
          "set a long random text");
    }
    Words.oneOf(
        path + "shared_poll.mode",
        options.sharedPoll().mode(),
        List.of("", "versionless", "versioned"),
        problems);
    boolean versioned = options.sharedPoll().mode().equals("versioned");
    if (options.sharedPoll().publishEnabled() && !versioned) {
      problems.error(
          path + "shared_poll.publish_enabled",
          "true",
          "cannot go with shared_poll.mode versionless",
          "set shared_poll.mode: versioned");
    }
  }

  /** Mirrored presence goes to channels of a namespace whose type says what its keys are. */
  private void presenceTarget(String path, String prefix, String type) {
    if (prefix.isEmpty()) {
      return;
    }
    int boundary =
        channel.namespaceBoundary().isEmpty() ? -1 : prefix.indexOf(channel.namespaceBoundary());
    String name = boundary < 0 ? "" : prefix.substring(0, boundary);
    boolean inNamespace = path.startsWith("channel.namespaces[");
    boolean matches =
        boundary < 0
            ? !inNamespace && channel.withoutNamespace().subscriptionType().equals(type)
            : channel.namespaces().stream()
                .anyMatch(space ->
                    space.name().equals(name) && space.options().subscriptionType().equals(type));
    if (!matches) {
      problems.error(
          path, prefix, "leads to no namespace of subscription_type " + type, "add that namespace");
    }
  }
}
