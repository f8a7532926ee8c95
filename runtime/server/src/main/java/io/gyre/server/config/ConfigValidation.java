package io.gyre.server.config;

import io.gyre.config.Problems;

/**
 * The rules between keys: what each key alone may hold is settled when it is bound. Every rule
 * names the key, the value and what to do; all rules are tried, whatever the others find.
 */
final class ConfigValidation {

  private final ProviderSections providers;
  private final Problems problems;

  ConfigValidation(ProviderSections providers, Problems problems) {
    this.providers = providers;
    this.problems = problems;
  }

  void check(LoadedConfig loaded) {
    GyreConfig config = loaded.server();
    ListenerRules.check(config, problems);
    EngineRules.check(config, providers, problems);
    ClientRules.check(config, problems);
    TokenRules.check(loaded.tree(), problems);
    new ChannelRules(config, problems).check();
    new ProxyRules(config, problems).check();
    ConsumerRules.check(config.consumers(), providers.consumers(), problems);
  }
}
