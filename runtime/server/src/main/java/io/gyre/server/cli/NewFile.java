package io.gyre.server.cli;

import io.gyre.config.ConfigFormat;
import io.gyre.server.config.FileFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Writes a configuration file where there is none yet. */
final class NewFile {

  private NewFile() {}

  static void write(Path path, Map<String, Object> values) {
    ConfigFormat format =
        ConfigFormat.of(path.toString())
            .orElseThrow(() ->
                new CommandFailed(
                    path + ": unknown format; the name must end in .yaml, .yml, .json or .toml"));
    try {
      Files.writeString(
          path, format.write(values), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException there) {
      throw new CommandFailed("file exists already: " + path);
    } catch (IOException unwritable) {
      throw new CommandFailed(path + ": cannot be written: " + FileFault.reason(unwritable));
    }
  }
}
