package io.gyre.server.cli;

import io.gyre.config.ConfigNode.Scalar;
import io.gyre.config.GoDuration;
import io.gyre.server.config.LoadedConfig;
import io.gyre.spi.auth.Authenticator;
import io.gyre.spi.auth.SubscribeClaims;
import io.gyre.spi.auth.TokenRejected;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The commands about tokens: they make tokens for trying things out, and say whether one is good.
 */
final class TokenCommands {

  private static final Set<String> SWITCHED_ON = Set.of("true", "TRUE", "True", "t", "T", "1");

  private TokenCommands() {}

  /** What all of them need. */
  abstract static sealed class TokenCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    private final Configuration configuration;

    @Option(
        names = {"-c", "--config"},
        paramLabel = "FILE",
        description = "Configuration file.")
    private String file = "";

    TokenCommand(Surroundings surroundings, Configuration configuration) {
      this.surroundings = surroundings;
      this.configuration = configuration;
    }

    LoadedConfig config() {
      return configuration.usable(configuration.load(file, Map.of()), false);
    }

    /** The configuration if it can be read, whatever its rules say: a secret is all it takes. */
    LoadedConfig readable() {
      return configuration.readable(configuration.load(file, Map.of()));
    }

    Authenticator authenticator() {
      return TokenAuthenticator.of(configuration.providers(), config(), surroundings.clock());
    }

    void print(String text) {
      surroundings.out().println(text);
    }

    static String named(String user) {
      return user.isEmpty() ? "anonymous user" : "user " + user;
    }

    static String quoted(String user) {
      return user.isEmpty() ? "anonymous user" : "user \"" + user + "\"";
    }
  }

  /** Options of the commands that make a token. */
  private static final class Content {

    private static final long WEEK_SECONDS = 604_800;

    @Option(
        names = {"-u", "--user"},
        description = "The user; none for an anonymous one.")
    private String user = "";

    @Option(
        names = {"-t", "--ttl"},
        paramLabel = "SECONDS",
        description = "How long the token is valid; -1 for ever. Default: a week.")
    private long ttlSeconds = WEEK_SECONDS;

    @Option(
        names = {"-q", "--quiet"},
        description = "Print the token only.")
    private boolean quiet;

    /** The claims, the user in {@code sub} and, unless it is empty, in this claim too. */
    Map<String, Object> claims(String channel, long nowSeconds, String userClaim) {
      Map<String, Object> claims = new LinkedHashMap<>();
      if (!user.isEmpty()) {
        claims.put("sub", user);
      }
      if (!channel.isEmpty()) {
        claims.put("channel", channel);
      }
      if (ttlSeconds > 0) {
        claims.put("exp", nowSeconds + ttlSeconds);
      }
      claims.put("iat", nowSeconds);
      if (!userClaim.isEmpty()) {
        claims.put(userClaim, user);
      }
      return claims;
    }

    String heading(String channel) {
      String who = TokenCommand.quoted(user);
      String where = channel.isEmpty() ? "" : " and channel \"" + channel + "\"";
      String until =
          ttlSeconds < 0
              ? "without expiration"
              : "with expiration TTL " + GoDuration.formatLong(Duration.ofSeconds(ttlSeconds));
      return "HMAC SHA-256 JWT for " + who + where + " " + until + ":";
    }
  }

  private static String token(TokenCommand command, Content content, String channel, String block) {
    LoadedConfig config = command.readable();
    String key = block + ".hmac_secret_key";
    String secret = text(config, key);
    if (secret.isEmpty()) {
      throw new CommandFailed("no HMAC secret: set " + key);
    }
    String userClaim = text(config, block + ".user_id_claim");
    long nowSeconds = command.surroundings.clock().instant().getEpochSecond();
    String token = HmacToken.signed(content.claims(channel, nowSeconds, userClaim), secret);
    return content.quiet ? token : content.heading(channel) + "\n" + token;
  }

  private static String text(LoadedConfig config, String path) {
    return config.tree().at(path).orElse(null) instanceof Scalar scalar ? scalar.text() : "";
  }

  /** Makes a connection token. */
  @Command(
      name = "gentoken",
      mixinStandardHelpOptions = true,
      description = "Make a connection token.")
  static final class GenToken extends TokenCommand {

    @Mixin private Content content = new Content();

    GenToken(Surroundings surroundings, Configuration configuration) {
      super(surroundings, configuration);
    }

    @Override
    public Integer call() {
      print(token(this, content, "", "client.token"));
      return 0;
    }
  }

  /** Makes a subscription token. */
  @Command(
      name = "gensubtoken",
      mixinStandardHelpOptions = true,
      description = "Make a subscription token.")
  static final class GenSubToken extends TokenCommand {

    @Mixin private Content content = new Content();

    @Option(
        names = {"-s", "--channel"},
        description = "The channel.")
    private String channel = "";

    GenSubToken(Surroundings surroundings, Configuration configuration) {
      super(surroundings, configuration);
    }

    @Override
    public Integer call() {
      if (channel.isEmpty()) {
        throw new CommandFailed("channel is required: -s CHANNEL");
      }
      String own = "client.subscription_token";
      boolean separate = SWITCHED_ON.contains(text(readable(), own + ".enabled"));
      print(token(this, content, channel, separate ? own : "client.token"));
      return 0;
    }
  }

  /** What the commands that judge a token share. */
  abstract static sealed class Check extends TokenCommand {

    @Parameters(paramLabel = "TOKEN", arity = "0..1", description = "The token.")
    private String token = "";

    Check(Surroundings surroundings, Configuration configuration) {
      super(surroundings, configuration);
    }

    /** What a good token is good for. */
    abstract String verdict(Authenticator authenticator, String token) throws TokenRejected;

    @Override
    public Integer call() {
      try {
        String verdict = verdict(authenticator(), required(token));
        print("valid " + verdict + "\npayload: " + HmacToken.payload(token));
        return 0;
      } catch (TokenRejected rejected) {
        throw rejection(rejected);
      }
    }
  }

  /** Says whether a connection token is good. */
  @Command(
      name = "checktoken",
      mixinStandardHelpOptions = true,
      description = "Check a connection token.")
  static final class CheckToken extends Check {

    CheckToken(Surroundings surroundings, Configuration configuration) {
      super(surroundings, configuration);
    }

    @Override
    String verdict(Authenticator authenticator, String token) throws TokenRejected {
      return "token for " + named(authenticator.connection(token).user());
    }
  }

  /** Says whether a subscription token is good. */
  @Command(
      name = "checksubtoken",
      mixinStandardHelpOptions = true,
      description = "Check a subscription token.")
  static final class CheckSubToken extends Check {

    CheckSubToken(Surroundings surroundings, Configuration configuration) {
      super(surroundings, configuration);
    }

    @Override
    String verdict(Authenticator authenticator, String token) throws TokenRejected {
      SubscribeClaims claims = authenticator.subscription(token);
      return "subscription token for "
          + quoted(claims.user())
          + " and channel \""
          + claims.channel()
          + "\"";
    }
  }

  private static String required(String token) {
    if (token.isEmpty()) {
      throw new CommandFailed("a token is required as argument");
    }
    return token;
  }

  private static CommandFailed rejection(TokenRejected rejected) {
    return new CommandFailed("token refused: " + rejected.getMessage());
  }
}
