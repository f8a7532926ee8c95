package io.gyre.server.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds providers: the built-in ones on the class path, and those of plugins, each of which is a
 * jar or a folder of jars with a class loader of its own. What cannot be right stops the start and
 * names the jar; a provider that merely fails to load is kept as broken, in case nobody asks for
 * it.
 */
public final class PluginLoader {
  private static final String BUILT_IN = "built-in";
  private final ClassLoader server;

  /** Loads what plugins share with the server from {@code server}. */
  public PluginLoader(ClassLoader server) {
    this.server = server;
  }

  /**
   * Reads the folder; one that is not there holds no plugins.
   *
   * @throws PluginsRefused with all problems at once
   */
  public Providers load(Path folder) {
    Providers.Collector found = new Providers.Collector();
    new ProviderReader(server, BUILT_IN, found).readAll();
    for (Path location : children(folder)) {
      jarsOf(location).ifPresent(jars -> load(location, jars, found));
    }
    return found.finish();
  }

  private void load(Path location, List<Path> files, Providers.Collector found) {
    PluginJars jars = new PluginJars(location, files).examine();
    Optional<PluginDescriptor> descriptor = jars.descriptor();
    if (!jars.problems().isEmpty() || descriptor.isEmpty()) {
      found.refuse(jars.problems());
      return;
    }
    PluginDescriptor says = descriptor.get();
    PluginClassLoader loader =
        new PluginClassLoader("plugin/" + says.name(), jars.urls(), server, says.web());
    found.add(new Plugin(says.name(), says.version(), location, loader));
    new ProviderReader(loader, location.toString(), found).readAll();
  }

  /** A jar is a plugin, a folder with jars is one; other files lie there for humans. */
  private static Optional<List<Path>> jarsOf(Path location) {
    if (Files.isDirectory(location)) {
      List<Path> jars = children(location).stream().filter(PluginLoader::isJar).toList();
      return jars.isEmpty() ? Optional.empty() : Optional.of(jars);
    }
    return isJar(location) ? Optional.of(List.of(location)) : Optional.empty();
  }

  private static boolean isJar(Path path) {
    return path.getFileName().toString().endsWith(".jar");
  }

  /** In the order of names, so that every start sees the same. */
  private static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(children::add);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read the plugin folder " + folder, unreadable);
    }
    children.removeIf(path -> path.getFileName().toString().startsWith("."));
    children.sort(null);
    return children;
  }
}
