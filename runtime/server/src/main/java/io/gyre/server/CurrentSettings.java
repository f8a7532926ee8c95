package io.gyre.server;

import io.gyre.core.session.Settings;
import io.gyre.server.config.GyreConfig;
import java.util.function.Supplier;

/** What sessions read of the configuration, until a reload replaces it. Thread-safe. */
final class CurrentSettings implements Supplier<Settings> {
  private volatile Settings settings;

  CurrentSettings(GyreConfig config) {
    this.settings = settingsOf(config);
  }

  void replace(GyreConfig config) {
    settings = settingsOf(config);
  }

  @Override
  public Settings get() {
    return settings;
  }

  private static Settings settingsOf(GyreConfig config) {
    return Settings.of(config.client().sessions(), config.channel().rules(), config.rpc());
  }
}
