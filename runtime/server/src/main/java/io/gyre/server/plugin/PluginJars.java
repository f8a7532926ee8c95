package io.gyre.server.plugin;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The jars of one plugin, looked at before any class of them is loaded. Not thread-safe. */
final class PluginJars {
  private static final int ENTRIES_MAX = 200_000;
  private final Path location;
  private final List<Path> jars;
  private final List<PluginDescriptor> descriptors = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  PluginJars(Path location, List<Path> jars) {
    this.location = location;
    this.jars = List.copyOf(jars);
  }

  /** Reads every jar; what is found is then in {@link #descriptor} or {@link #problems}. */
  PluginJars examine() {
    for (Path jar : jars) {
      try (JarFile file = new JarFile(jar.toFile())) {
        readManifest(file);
        checkEntries(jar, file);
      } catch (IOException | SecurityException unreadable) {
        problems.add(jar + ": not a readable jar: " + unreadable.getMessage());
      }
    }
    checkDescriptors();
    return this;
  }

  List<String> problems() {
    return problems;
  }

  Optional<PluginDescriptor> descriptor() {
    return descriptors.stream().findFirst();
  }

  URL[] urls() {
    return jars.stream().map(PluginJars::url).toArray(URL[]::new);
  }

  private void readManifest(JarFile file) throws IOException {
    Manifest manifest = file.getManifest();
    if (manifest != null) {
      Attributes attributes = manifest.getMainAttributes();
      if (PluginDescriptor.isIn(attributes)) {
        descriptors.add(PluginDescriptor.read(attributes));
      }
    }
  }

  private void checkEntries(Path jar, JarFile file) {
    if (file.size() > ENTRIES_MAX) {
      problems.add(jar + ": more than " + ENTRIES_MAX + " entries");
      return;
    }
    Enumeration<JarEntry> entries = file.entries();
    while (entries.hasMoreElements()) {
      Optional<String> problem = problemOf(entries.nextElement().getName());
      if (problem.isPresent()) {
        problems.add(jar + ": " + problem.get());
        return;
      }
    }
  }

  private static Optional<String> problemOf(String entry) {
    if (leavesTheJar(entry)) {
      return Optional.of("the entry " + entry + " points outside of the jar");
    }
    String name = entry.replaceFirst("^META-INF/versions/[0-9]+/", "");
    if (name.endsWith(".class")
        && (name.startsWith("io/gyre/spi/") || name.startsWith("io/helidon/"))) {
      // Two copies of one interface are two interfaces: nothing the plugin makes would fit.
      return Optional.of(
          "holds its own copy of the server's class "
              + name.substring(0, name.length() - ".class".length()).replace('/', '.')
              + "; build it with that dependency in scope provided");
    }
    return Optional.empty();
  }

  private static boolean leavesTheJar(String entry) {
    String name = entry.replace('\\', '/');
    return name.startsWith("/")
        || name.matches("^[A-Za-z]:.*")
        || ("/" + name + "/").contains("/../");
  }

  private void checkDescriptors() {
    if (!problems.isEmpty()) {
      return;
    }
    if (descriptors.isEmpty()) {
      problems.add(
          location
              + ": no Gyre-Plugin in the manifest, so this is no plugin; a library belongs into the"
              + " folder of the plugin that uses it");
    } else if (descriptors.size() > 1) {
      problems.add(
          location + ": several jars with Gyre-Plugin in the manifest; one folder, one plugin");
    } else {
      checkDescriptor(descriptors.getFirst());
    }
  }

  private void checkDescriptor(PluginDescriptor descriptor) {
    if (descriptor.name().isEmpty()) {
      problems.add(location + ": Gyre-Plugin is empty in the manifest");
    }
    if (!descriptor.runsHere()) {
      problems.add(
          "%s: written for version '%s' of the SPI (Gyre-Spi), this server has %d.%d"
              .formatted(
                  location,
                  descriptor.spi(),
                  PluginDescriptor.SPI_MAJOR,
                  PluginDescriptor.SPI_MINOR));
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }
}
