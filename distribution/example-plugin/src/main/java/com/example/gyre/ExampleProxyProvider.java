package com.example.gyre;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gyre.spi.ComponentContext;
import io.gyre.spi.Key;
import io.gyre.spi.channel.ChannelFlag;
import io.gyre.spi.channel.SubscribeOptions;
import io.gyre.spi.error.ClientError;
import io.gyre.spi.error.ClientErrorException;
import io.gyre.spi.error.Disconnect;
import io.gyre.spi.error.DisconnectException;
import io.gyre.spi.proxy.ConnectCall;
import io.gyre.spi.proxy.ConnectReply;
import io.gyre.spi.proxy.Proxy;
import io.gyre.spi.proxy.ProxyKind;
import io.gyre.spi.proxy.ProxyProvider;
import io.gyre.spi.proxy.SubscribeCall;
import io.gyre.spi.proxy.SubscribeReply;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Serves the endpoints that begin with {@code example:}. A client connects with {@code {"user":
 * "ann", "channels": ["public:news"]}} as data and is subscribed to these channels, recoverably.
 */
public final class ExampleProxyProvider implements ProxyProvider<ExampleProxyProvider.Config> {

  /** What users write beside the endpoint, in a block named {@code example}. */
  public record Config(
      @Key(doc = "Users that may not connect.", fallback = "") List<String> banned,
      @Key(doc = "Channels that begin so are open to all.", fallback = "public:") String open) {}

  @Override
  public String type() {
    return "example";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Proxy create(Config config, ComponentContext context) {
    return new ExampleProxy(config);
  }

  /** Decides inside of the server's process. Thread-safe: it has no state. */
  private record ExampleProxy(Config config) implements Proxy {
    // A real plugin brings a JSON library in its folder; nobody else sees that.
    private static final Pattern USER = Pattern.compile("\"user\"\\s*:\\s*\"([^\"\\\\]+)\"");
    private static final Pattern CHANNELS = Pattern.compile("\"channels\"\\s*:\\s*\\[([^\\]]*)]");
    private static final Pattern TEXT = Pattern.compile("(?<=\")[^\",\\\\]+(?=\")");
    private static final byte[] NONE = {};
    private static final SubscribeOptions RECOVERABLE =
        new SubscribeOptions(null, NONE, NONE, Map.of(ChannelFlag.FORCE_RECOVERY, true));

    @Override
    public Set<ProxyKind> kinds() {
      return Set.of(ProxyKind.CONNECT, ProxyKind.SUBSCRIBE);
    }

    @Override
    public ConnectReply connect(ConnectCall call) {
      String user = first(USER, call.data());
      if (user.isEmpty() || config.banned().contains(user)) {
        throw new DisconnectException(new Disconnect(4501, "who are you?"));
      }
      Map<String, SubscribeOptions> subscriptions =
          TEXT.matcher(first(CHANNELS, call.data())).results()
              .map(match -> match.group())
              .distinct()
              .collect(Collectors.toMap(channel -> channel, _ -> RECOVERABLE));
      return new ConnectReply(user, null, NONE, NONE, NONE, subscriptions);
    }

    /** Open channels are for everyone, and {@code anything:ann} is for ann. */
    @Override
    public SubscribeReply subscribe(SubscribeCall call) {
      String mine = ":" + call.caller().user();
      if (call.channel().startsWith(config.open()) || call.channel().endsWith(mine)) {
        return new SubscribeReply(SubscribeOptions.PLAIN);
      }
      throw new ClientErrorException(new ClientError(403, "not your channel", false));
    }

    private static String first(Pattern pattern, byte[] data) {
      Matcher matcher = pattern.matcher(new String(data, UTF_8));
      return matcher.find() ? matcher.group(1) : "";
    }
  }
}
