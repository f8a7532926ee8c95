package io.gyre.server.plugin;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/**
 * What one plugin sees: the Java platform, its own jars, and of the server the packages of an
 * allow-list and nothing else. So two plugins may bring two versions of one library, and the server
 * a third. Thread-safe.
 */
final class PluginClassLoader extends URLClassLoader {
  private static final String SPI = "io.gyre.spi.";
  private static final String SPI_WEB = "io.gyre.spi.web.";
  private static final List<String> SHARED = List.of(SPI, "org.jspecify.");
  private static final List<String> SHARED_WITH_WEB =
      List.of("io.helidon.", "io.grpc.", "com.google.protobuf.");

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader server;
  private final boolean web;

  PluginClassLoader(String name, URL[] jars, ClassLoader server, boolean web) {
    super(name, jars, ClassLoader.getPlatformClassLoader());
    this.server = server;
    this.web = web;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    return isShared(name) ? server.loadClass(name) : super.loadClass(name, resolve);
  }

  private boolean isShared(String name) {
    if (name.startsWith(SPI_WEB)) {
      return web;
    }
    return SHARED.stream().anyMatch(name::startsWith)
        || (web && SHARED_WITH_WEB.stream().anyMatch(name::startsWith));
  }
}
