package io.gyre.server.plugin;

import java.util.jar.Attributes;

/**
 * What a plugin says of itself in the manifest of its jar.
 *
 * @param name {@code Gyre-Plugin}
 * @param spi {@code Gyre-Spi}, the version of the SPI it was written for
 * @param version {@code Implementation-Version}
 * @param web {@code Gyre-Web}, whether it works with the server's HTTP library
 */
record PluginDescriptor(String name, String spi, String version, boolean web) {
  static final int SPI_MAJOR = 1;
  static final int SPI_MINOR = 0;
  private static final String NAME = "Gyre-Plugin";

  static boolean isIn(Attributes manifest) {
    return manifest.getValue(NAME) != null;
  }

  static PluginDescriptor read(Attributes manifest) {
    return new PluginDescriptor(
        value(manifest, NAME, ""),
        value(manifest, "Gyre-Spi", ""),
        value(manifest, "Implementation-Version", "unknown"),
        Boolean.parseBoolean(value(manifest, "Gyre-Web", "false")));
  }

  /** A plugin for an older minor version runs on a newer one; anything else does not. */
  boolean runsHere() {
    String[] parts = spi.split("\\.", -1);
    try {
      return parts.length >= 2
          && Integer.parseInt(parts[0]) == SPI_MAJOR
          && Integer.parseInt(parts[1]) <= SPI_MINOR;
    } catch (NumberFormatException notANumber) {
      return false;
    }
  }

  private static String value(Attributes manifest, String name, String fallback) {
    String value = manifest.getValue(name);
    return value == null ? fallback : value.strip();
  }
}
