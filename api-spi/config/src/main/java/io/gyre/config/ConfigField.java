package io.gyre.config;

import java.util.List;

/**
 * One key of a block, as its record describes it.
 *
 * @param name the key in snake case
 * @param doc what it is for
 * @param fallback the default as a user would write it; {@link io.gyre.spi.Key#REQUIRED} if none
 * @param secret whether its value is masked where configuration is shown
 * @param formerly older names, accepted with a warning
 * @param type what may stand there
 */
public record ConfigField(
    String name,
    String doc,
    String fallback,
    boolean secret,
    List<String> formerly,
    ConfigType type) {

  /** Copies the older names. */
  public ConfigField {
    formerly = List.copyOf(formerly);
  }

  ConfigField withType(ConfigType changed) {
    return new ConfigField(name, doc, fallback, secret, formerly, changed);
  }
}
