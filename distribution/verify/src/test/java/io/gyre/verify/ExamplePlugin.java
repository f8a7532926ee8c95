package io.gyre.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The example plugin as its own build made it. */
final class ExamplePlugin {
  private ExamplePlugin() {}

  /** Puts the jar into a folder. */
  static void copyJar(Path folder) throws IOException {
    Path project = Path.of(System.getProperty("gyre.sources"), "distribution/example-plugin");
    Path jar = project.resolve("target/gyre-example-plugin-1.0.0.jar");
    Files.createDirectories(folder);
    Files.copy(jar, folder.resolve(jar.getFileName()));
  }
}
