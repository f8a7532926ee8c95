package io.gyre.server.plugin;

import java.nio.file.Path;

/**
 * A plugin that may take part.
 *
 * @param name from its manifest
 * @param version from its manifest
 * @param location the jar or folder under {@code plugins}
 * @param loader its class loader
 */
public record Plugin(String name, String version, Path location, ClassLoader loader) {}
