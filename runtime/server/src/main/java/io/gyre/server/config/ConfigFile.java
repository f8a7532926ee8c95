package io.gyre.server.config;

import io.gyre.config.ConfigFormat;
import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigSyntaxException;
import io.gyre.config.JsonText;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The configuration file: YAML, JSON or TOML by the ending of its name. */
public final class ConfigFile {

  private ConfigFile() {}

  /**
   * Reads a file.
   *
   * @return its tree, or nothing if there is no such file
   * @throws ConfigSyntaxException naming the file, and the line where there is one, if it cannot be
   *     read
   */
  public static Optional<Block> read(Path path) {
    ConfigFormat format =
        ConfigFormat.of(path.toString())
            .orElseThrow(() ->
                new ConfigSyntaxException(
                    path + ": unknown format; the name must end in .yaml, .yml, .json or .toml"));
    try {
      return Optional.of(
          parse(format, Files.readString(path, StandardCharsets.UTF_8), path.toString()));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (CharacterCodingException binary) {
      throw new ConfigSyntaxException(path + ": is not UTF-8");
    } catch (IOException unreadable) {
      throw new ConfigSyntaxException(path + ": cannot be read: " + FileFault.reason(unreadable));
    }
  }

  /**
   * Reads a text.
   *
   * @param file what to call it in messages
   * @throws ConfigSyntaxException naming the file and the line
   */
  static Block parse(ConfigFormat format, String text, String file) {
    try {
      return switch (format) {
        case YAML -> YamlTree.parse(text, file);
        case TOML -> TomlTree.parse(text, file);
        case JSON -> json(text, file);
      };
    } catch (ConfigSyntaxException broken) {
      throw new ConfigSyntaxException(file + ": " + broken.getMessage());
    }
  }

  private static Block json(String text, String file) {
    if (JsonText.parseFile(text, file) instanceof Block block) {
      return block;
    }
    throw new ConfigSyntaxException("JSON: the top level must be an object");
  }
}
