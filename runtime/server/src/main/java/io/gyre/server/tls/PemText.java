package io.gyre.server.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds PEM text where a setting says: in the setting itself, plain or as base64, or in a file. */
final class PemText {
  private static final String BEGIN = "-----BEGIN ";
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  private PemText() {}

  /**
   * One block.
   *
   * @param label such as {@code CERTIFICATE}
   * @param content decoded
   */
  record Block(String label, byte[] content) {}

  /**
   * The blocks of a setting.
   *
   * @throws IOException if there is no PEM text
   */
  static List<Block> blocks(String setting) throws IOException {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(read(setting));
    while (matcher.find()) {
      blocks.add(new Block(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2))));
    }
    if (blocks.isEmpty()) {
      throw new IOException("holds no PEM block");
    }
    return blocks;
  }

  private static String read(String setting) throws IOException {
    if (setting.contains(BEGIN)) {
      return setting.replace("\\n", "\n");
    }
    Optional<Path> file = file(setting);
    if (file.isPresent()) {
      return Files.readString(file.get(), StandardCharsets.US_ASCII);
    }
    try {
      String text =
          new String(Base64.getMimeDecoder().decode(setting.strip()), StandardCharsets.US_ASCII);
      if (text.contains(BEGIN)) {
        return text;
      }
    } catch (IllegalArgumentException notBase64) {
      // then it was meant as a file
    }
    throw new IOException("is neither PEM text, nor base64 of it, nor a file");
  }

  /** The file that a setting names, if there is one. */
  static Optional<Path> file(String setting) {
    try {
      Path path = Path.of(setting.strip());
      return !setting.isBlank() && Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
    } catch (InvalidPathException notAPath) {
      return Optional.empty();
    }
  }
}
