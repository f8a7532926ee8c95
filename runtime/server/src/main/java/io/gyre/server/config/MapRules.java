package io.gyre.server.config;

import io.gyre.config.GoDuration;
import io.gyre.config.Problems;
import io.gyre.core.channel.ChannelOptions;
import io.gyre.core.channel.MapOptions;
import java.time.Duration;
import java.util.List;

/**
 * The options of map channels. What is written is checked whether or not the channels are maps, so
 * that nobody finds out on the day of the switch.
 */
final class MapRules {

  private static final List<String> TYPES = List.of("map", "map_clients", "map_users");
  private static final List<String> MODES = List.of("", "ephemeral", "recoverable", "persistent");
  private static final Duration STREAM_TTL_USUAL = Duration.ofMinutes(1);

  private final String path;
  private final String type;
  private final MapOptions map;
  private final Problems problems;

  /**
   * Rules for the options of one namespace.
   *
   * @param path where the options of the namespace stand, with a dot behind
   */
  MapRules(String path, ChannelOptions options, Problems problems) {
    this.path = path + "map.";
    this.type = options.subscriptionType();
    this.map = options.map();
    this.problems = problems;
  }

  void check() {
    Words.oneOf(path + "mode", map.mode(), MODES, problems);
    Words.oneOf(
        path + "client_key", map.clientKey(), List.of("", "client_id", "user_id"), problems);
    proxies();
    if (TYPES.contains(type) && map.mode().isEmpty()) {
      problems.error(
          path + "mode",
          "",
          "is required with subscription_type " + type,
          "write ephemeral, recoverable or persistent");
    }
    if (map.removeClientOnUnsubscribe() && !TYPES.contains(type)) {
      refuse("remove_client_on_unsubscribe", "true", "needs a subscription_type of maps");
    }
    switch (map.mode()) {
      case "ephemeral" -> {
        expiring();
        nothingKept();
      }
      case "recoverable" -> {
        expiring();
        stream();
      }
      case "persistent" -> {
        persistent();
        stream();
      }
      default -> {}
    }
    pages();
  }

  /** A proxy decides about keys, and so does the option: both cannot. */
  private void proxies() {
    if (map.clientKey().isEmpty()) {
      return;
    }
    if (map.publishProxyEnabled()) {
      refuse("client_key", map.clientKey(), "excludes map.publish_proxy_enabled");
    }
    if (map.removeProxyEnabled()) {
      refuse("client_key", map.clientKey(), "excludes map.remove_proxy_enabled");
    }
  }

  private void expiring() {
    if (map.keyTtl().isZero()) {
      problems.error(
          path + "key_ttl",
          "",
          "is required while map.mode is " + map.mode(),
          "set how long a key lives");
    } else {
      notNegative("key_ttl", map.keyTtl());
    }
  }

  private void persistent() {
    if (!map.keyTtl().isZero()) {
      problems.error(
          path + "key_ttl",
          GoDuration.format(map.keyTtl()),
          "is not allowed while map.mode is persistent",
          "remove it");
    }
    if (type.equals("map_clients") || type.equals("map_users")) {
      problems.error(
          path + "mode",
          "persistent",
          "is not allowed with subscription_type " + type + ", whose keys must expire",
          "write ephemeral or recoverable");
    }
  }

  private void nothingKept() {
    String message = "is not allowed while map.mode is ephemeral";
    if (map.streamSize() > 0) {
      refuse("stream_size", String.valueOf(map.streamSize()), message);
    }
    if (!map.streamTtl().isZero()) {
      refuse("stream_ttl", GoDuration.format(map.streamTtl()), message);
    }
    if (!map.metaTtl().isZero()) {
      refuse("meta_ttl", GoDuration.format(map.metaTtl()), message);
    }
  }

  private void stream() {
    notNegative("stream_size", map.streamSize());
    notNegative("stream_ttl", map.streamTtl());
    notNegative("meta_ttl", map.metaTtl());
    Duration streamTtl = map.streamTtl().isZero() ? STREAM_TTL_USUAL : map.streamTtl();
    if (map.metaTtl().isPositive() && map.metaTtl().compareTo(streamTtl) < 0) {
      refuse(
          "meta_ttl",
          GoDuration.format(map.metaTtl()),
          "must not be shorter than map.stream_ttl (" + GoDuration.format(streamTtl) + ")");
    }
  }

  private void pages() {
    notNegative("min_page_size", map.minPageSize());
    notNegative("max_page_size", map.maxPageSize());
    notNegative("default_page_size", map.defaultPageSize());
    ordered("min_page_size", map.minPageSize(), "max_page_size", map.maxPageSize());
    ordered("default_page_size", map.defaultPageSize(), "max_page_size", map.maxPageSize());
    ordered("min_page_size", map.minPageSize(), "default_page_size", map.defaultPageSize());
  }

  /** Two sizes of which the first must not exceed the second; 0 is neither. */
  private void ordered(String low, int lowSize, String high, int highSize) {
    if (lowSize > 0 && highSize > 0 && lowSize > highSize) {
      refuse(low, String.valueOf(lowSize), "must not exceed map." + high + " (" + highSize + ")");
    }
  }

  private void notNegative(String key, int number) {
    if (number < 0) {
      refuse(key, String.valueOf(number), "must not be negative");
    }
  }

  private void notNegative(String key, Duration duration) {
    if (duration.isNegative()) {
      refuse(key, GoDuration.format(duration), "must not be negative");
    }
  }

  private void refuse(String key, String value, String message) {
    problems.error(path + key, value, message, "change or remove it");
  }
}
