package io.gyre.server;

import io.gyre.server.config.FileFault;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The file that names the process while it runs. */
final class PidFile {
  private static final System.Logger LOG = System.getLogger("gyre.server");
  private final Optional<Path> path;

  private PidFile(Optional<Path> path) {
    this.path = path;
  }

  /** Writes the file; an empty path means none. */
  static PidFile write(String path) {
    if (path.isEmpty()) {
      return new PidFile(Optional.empty());
    }
    Path file = Path.of(path);
    try {
      Files.writeString(file, ProcessHandle.current().pid() + "\n");
    } catch (IOException unwritable) {
      throw new StartFailed(
          "pid_file \"%s\": cannot be written: %s".formatted(file, FileFault.reason(unwritable)));
    }
    return new PidFile(Optional.of(file));
  }

  void delete() {
    path.ifPresent(file -> {
      try {
        Files.deleteIfExists(file);
      } catch (IOException busy) {
        LOG.log(Level.WARNING, "pid file not deleted file={0}", file);
      }
    });
  }
}
