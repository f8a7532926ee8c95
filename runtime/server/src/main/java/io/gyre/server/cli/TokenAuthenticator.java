package io.gyre.server.cli;

import io.gyre.server.config.LoadedConfig;
import io.gyre.server.plugin.Door;
import io.gyre.server.plugin.Offer;
import io.gyre.server.plugin.Providers;
import io.gyre.spi.ComponentContext;
import io.gyre.spi.Meters;
import io.gyre.spi.NodeInfo;
import io.gyre.spi.auth.Authenticator;
import io.gyre.spi.auth.AuthenticatorProvider;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Makes the authenticator of a configuration outside of a server. */
final class TokenAuthenticator {

  private static final String TYPE = "jwt";

  private TokenAuthenticator() {}

  /**
   * The authenticator for tokens.
   *
   * @throws CommandFailed if there is none or its configuration cannot work
   */
  static Authenticator of(Providers providers, LoadedConfig config, InstantSource clock) {
    Offer<AuthenticatorProvider<?>> offer =
        providers
            .find(Door.AUTHENTICATOR, TYPE)
            .orElseThrow(() -> new CommandFailed(providers.absence(Door.AUTHENTICATOR, TYPE)));
    try {
      return made(offer.provider(), config, new Context(clock));
    } catch (IllegalArgumentException wrong) {
      throw new CommandFailed(String.valueOf(wrong.getMessage()));
    }
  }

  private static <C extends Record> Authenticator made(
      AuthenticatorProvider<C> provider, LoadedConfig config, ComponentContext context) {
    return provider.create(config.section("client", provider.configType()), context);
  }

  /** What a component gets when there is no server around it: nothing is measured. */
  private record Context(InstantSource clock) implements ComponentContext, Meters {

    @Override
    public String name() {
      return TYPE;
    }

    @Override
    public NodeInfo node() {
      return new NodeInfo("", "", "");
    }

    @Override
    public System.Logger log() {
      return System.getLogger("io.gyre.authenticator." + TYPE);
    }

    @Override
    public Meters meters() {
      return this;
    }

    @Override
    public Counter counter(String name, String... labels) {
      return amount -> {};
    }

    @Override
    public Timer timer(String name, String... labels) {
      return nanos -> {};
    }

    @Override
    public void gauge(String name, LongSupplier value, String... labels) {
      // nobody reads it
    }
  }
}
