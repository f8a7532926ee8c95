package io.gyre.core.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gyre.config.ConfigBinder;
import io.gyre.core.backend.RpcConfig;
import io.gyre.core.channel.ChannelConfig;
import io.gyre.core.channel.NamespaceConfig;
import io.gyre.core.node.Node;
import io.gyre.core.session.ClientConfig;
import io.gyre.core.session.Settings;
import io.gyre.spi.auth.Authenticator;
import io.gyre.spi.auth.ConnectClaims;
import io.gyre.spi.auth.SubscribeClaims;
import io.gyre.spi.auth.TokenRejected;
import io.gyre.spi.channel.ChannelFlag;
import io.gyre.spi.channel.SubscribeOptions;
import io.gyre.spi.error.Disconnect;
import io.gyre.spi.transport.Connection;
import io.gyre.spi.transport.ConnectionInfo;
import io.gyre.spi.transport.Encoding;
import io.gyre.spi.transport.Frame;
import io.gyre.spi.transport.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A node with a configuration of its own, and clients that talk to it in JSON: what is said and
 * what is answered are texts. Ids of clients and epochs are left out of the answers.
 */
final class Dialogue {
  private final SimulatedNode node;

  /**
   * Begins.
   *
   * @param client options of the {@code client} section that are not the default
   * @param namespaces the channels there are
   */
  Dialogue(Map<String, String> client, NamespaceConfig... namespaces) {
    this(client, Map.of(), namespaces);
  }

  /**
   * Begins.
   *
   * @param client options of the {@code client} section that are not the default
   * @param rpc those of the {@code rpc} section
   * @param namespaces the channels there are
   */
  Dialogue(Map<String, String> client, Map<String, String> rpc, NamespaceConfig... namespaces) {
    ChannelConfig defaults = ConfigBinder.defaults(ChannelConfig.class);
    ChannelConfig channels =
        new ChannelConfig(
            defaults.withoutNamespace(),
            List.of(namespaces),
            defaults.historyMetaTtl(),
            defaults.publicationDataFormat(),
            defaults.maxLength(),
            defaults.privatePrefix(),
            defaults.namespaceBoundary(),
            defaults.userBoundary(),
            defaults.userSeparator());
    Settings settings =
        Settings.of(
            ConfigBinder.of(ClientConfig.class, client),
            channels,
            ConfigBinder.of(RpcConfig.class, rpc));
    this.node = new SimulatedNode(new SplittableRandom(1), 1, false, settings, new WrittenTokens());
  }

  Node node() {
    return node.node();
  }

  void settle() {
    node.settle();
  }

  void pass(Duration time) {
    node.pass(time);
  }

  /** Does something that waits for a shard, as the back end does. */
  void byBackEnd(Runnable action) {
    Thread thread = Thread.ofVirtual().start(action);
    while (thread.isAlive()) {
      node.settle();
      Thread.onSpinWait();
    }
  }

  /** A client with headers, name and value in turn. */
  Client open(String... headers) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      map.put(headers[i], headers[i + 1]);
    }
    return new Client(map);
  }

  /** A client that has connected with a token. */
  Client connect(String token) {
    Client client = open();
    client.say("connect", "\"token\":\"" + token + "\"");
    return client;
  }

  /** One client. */
  final class Client implements Connection {
    private final Session session;
    private final List<String> heard = new ArrayList<>();
    private int commands;

    private Client(Map<String, String> headers) {
      var info = new ConnectionInfo("sim", Encoding.JSON, false, false, false, "sim", headers);
      this.session = node.node().open(this, info);
    }

    /** Says a command with these fields, and returns what is heard. */
    String say(String method, String fields) {
      commands++;
      return sayText("{\"id\":" + commands + ",\"" + method + "\":{" + fields + "}}");
    }

    /** Says it as it stands, and returns what is heard. */
    String sayText(String text) {
      node.onShard(session.shard(), () -> session.receive(text.getBytes(UTF_8)));
      return hear();
    }

    /** Returns what has been heard since, a line each. */
    String hear() {
      node.settle();
      String all =
          String.join("\n", heard)
              .replaceAll("\"(id|version|client|epoch)\":(\"[^\"]*\"|\\d+),?", "")
              .replaceAll(",}", "}");
      heard.clear();
      return all;
    }

    @Override
    public int send(Frame frame) {
      heard.add(new String(frame.payload(), UTF_8));
      return 0;
    }

    @Override
    public void close(Disconnect disconnect) {
      heard.add("closed " + disconnect.code());
    }

    @Override
    public void readable(boolean wanted) {
      // says little
    }
  }

  /**
   * Reads tokens that are words, {@code name=value} each: user, channels, info, meta, exp and
   * channel; recovery and positioning are overrides.
   */
  private static final class WrittenTokens implements Authenticator {
    @Override
    public ConnectClaims connection(String token) throws TokenRejected {
      Map<String, String> words = words(token);
      Map<String, SubscribeOptions> subscriptions = new HashMap<>();
      if (words.containsKey("channels")) {
        Arrays.stream(words.get("channels").split(",", -1))
            .forEach(channel -> subscriptions.put(channel, SubscribeOptions.PLAIN));
      }
      return new ConnectClaims(
          text(words, "user"),
          expireAt(words),
          text(words, "info").getBytes(UTF_8),
          text(words, "meta").getBytes(UTF_8),
          subscriptions);
    }

    @Override
    public SubscribeClaims subscription(String token) throws TokenRejected {
      Map<String, String> words = words(token);
      Map<ChannelFlag, Boolean> overrides = new HashMap<>();
      if (words.containsKey("recovery")) {
        overrides.put(ChannelFlag.FORCE_RECOVERY, Boolean.valueOf(words.get("recovery")));
      }
      return new SubscribeClaims(
          text(words, "user"),
          "",
          text(words, "channel"),
          new SubscribeOptions(expireAt(words), new byte[0], new byte[0], overrides));
    }

    @Override
    public boolean mayBlock() {
      return false;
    }

    private static Map<String, String> words(String token) throws TokenRejected {
      Map<String, String> words = new HashMap<>();
      for (String word : token.split(" ")) {
        int equals = word.indexOf('=');
        if (equals < 0) {
          throw new TokenRejected(TokenRejected.Reason.INVALID, "no such word");
        }
        words.put(word.substring(0, equals), word.substring(equals + 1));
      }
      return words;
    }

    private static String text(Map<String, String> words, String name) {
      return words.getOrDefault(name, "");
    }

    private static @Nullable Instant expireAt(Map<String, String> words) {
      String seconds = words.get("exp");
      return seconds == null ? null : Instant.ofEpochSecond(Long.parseLong(seconds));
    }
  }
}
