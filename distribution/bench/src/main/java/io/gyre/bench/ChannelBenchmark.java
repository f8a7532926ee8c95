package io.gyre.bench;

import io.gyre.config.ConfigBinder;
import io.gyre.core.channel.ChannelConfig;
import io.gyre.core.channel.ChannelOptions;
import io.gyre.core.channel.NamespaceConfig;
import io.gyre.core.channel.Namespaces;
import io.gyre.core.channel.Permissions;
import io.gyre.core.channel.SubscribeRule;
import java.util.HashMap;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;

/** From the name of a channel to its options, and to what a client may do there. */
public class ChannelBenchmark extends HotPathBenchmark {
  private static final Map<String, String> OPEN =
      Map.of("allow_subscribe_for_client", "true", "allow_subscribe_for_anonymous", "true");

  private final Namespaces namespaces = new Namespaces(config());
  private final Permissions permissions = new Permissions(namespaces, false);

  private static ChannelConfig config() {
    ChannelOptions open = ConfigBinder.of(ChannelOptions.class, OPEN);
    Map<String, String> named = new HashMap<>(OPEN);
    named.put("channel_regex", "^[a-z0-9-]{1,40}$");
    ChannelOptions matching = ConfigBinder.of(ChannelOptions.class, named);
    return BenchNode.channels(
        new NamespaceConfig("news", open),
        new NamespaceConfig("chat", open),
        new NamespaceConfig("room", matching));
  }

  /** The options of a channel in a namespace, as each publication looks them up. */
  @Benchmark
  public ChannelOptions options() {
    return namespaces.of("chat:general-talk").orElseThrow().options();
  }

  /** The options of a channel without a namespace. */
  @Benchmark
  public ChannelOptions optionsWithoutNamespace() {
    return namespaces.of("general-talk").orElseThrow().options();
  }

  /** Whether a client may subscribe. */
  @Benchmark
  public SubscribeRule subscribe() {
    return permissions.subscribe("chat:general-talk", "user-1", 0, false);
  }

  /** The same where the names have to match an expression. */
  @Benchmark
  public SubscribeRule subscribeByExpression() {
    return permissions.subscribe("room:general-talk", "user-1", 0, false);
  }
}
