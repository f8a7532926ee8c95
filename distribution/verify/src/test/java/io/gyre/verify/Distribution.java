package io.gyre.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The folder and the zip that the build made, and copies of them in which a test may change what it
 * likes.
 */
final class Distribution {
  private Distribution() {}

  /** The ready-to-run folder. Never written to by a test. */
  static Path folder() {
    Path folder = Path.of(System.getProperty("gyre.distribution")).normalize();
    if (!Files.isExecutable(folder.resolve("bin/gyre"))) {
      throw new IllegalStateException(
          "no distribution at " + folder + ": build it with ./run --prepare");
    }
    return folder;
  }

  /** Unpacks the zip as a user does. */
  static Path unzip(Path target) throws IOException, InterruptedException {
    Path zip = Path.of(folder() + ".zip");
    Files.createDirectories(target);
    Command.run(target, Map.of(), List.of("unzip", "-q", zip.toString())).mustSucceed();
    return target.resolve(folder().getFileName());
  }

  /**
   * A folder that is quick to make: scripts and configuration are copies, jars and runtime are the
   * built ones.
   */
  static Path light(Path target) throws IOException, InterruptedException {
    Files.createDirectories(target);
    List<String> copy = new ArrayList<>(List.of("cp", "-R"));
    for (String name : List.of("bin", "conf", "plugins", "cache")) {
      copy.add(folder().resolve(name).toString());
    }
    copy.add(target.toString());
    Command.run(target, Map.of(), copy).mustSucceed();
    Files.createSymbolicLink(target.resolve("lib"), folder().resolve("lib"));
    Files.createSymbolicLink(target.resolve("runtime"), folder().resolve("runtime"));
    return target;
  }
}
