package io.gyre.server;

import io.gyre.server.component.Components;
import io.gyre.server.component.Lender;
import io.gyre.server.config.LoadedConfig;
import io.gyre.server.plugin.Providers;
import io.gyre.spi.auth.Authenticator;

/**
 * Puts a new configuration in the place of the old one while the server runs: what sessions read,
 * and the keys of tokens. Listeners, transports, engines, consumers and proxies stay as they are.
 *
 * @param settings what sessions read
 * @param authenticator what reads tokens
 * @param needs what channels may ask of the broker
 * @param providers makes the new authenticator
 * @param lender lends it what it needs
 */
record Reload(
    CurrentSettings settings,
    ReplaceableAuthenticator authenticator,
    BrokerNeeds needs,
    Providers providers,
    Lender lender) {

  /**
   * Applies a configuration, all of it or nothing.
   *
   * @throws StartFailed if it cannot work; the old one stays
   */
  void apply(LoadedConfig config) {
    needs.check(config.server().channel());
    Authenticator next = new Components(config, providers, lender).authenticator();
    settings.replace(config.server());
    authenticator.replace(next);
  }
}
