package io.gyre.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The file formats a configuration is written in. */
public enum ConfigFormat {
  /** By the endings {@code yaml} and {@code yml}. */
  YAML,
  /** By the ending {@code json}. */
  JSON,
  /** By the ending {@code toml}. */
  TOML;

  /** The format of a file by the ending of its name; nothing if the ending is none of ours. */
  public static Optional<ConfigFormat> of(String fileName) {
    String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (ending) {
      case "yaml", "yml" -> Optional.of(YAML);
      case "json" -> Optional.of(JSON);
      case "toml" -> Optional.of(TOML);
      default -> Optional.empty();
    };
  }

  /** Writes values, see {@link ConfigValues}, as a file of this format. */
  public String write(Map<String, Object> values) {
    StringBuilder out = new StringBuilder();
    switch (this) {
      case YAML -> yaml(values, "", out);
      case JSON -> out.append(json(values, "\n")).append('\n');
      case TOML -> toml(values, "", out);
    }
    return out.toString();
  }

  private static void yaml(Map<?, ?> block, String indent, StringBuilder out) {
    block.forEach((key, value) -> {
      out.append(indent).append(yamlKey(key.toString())).append(':');
      if (value instanceof Map<?, ?> inner && !inner.isEmpty()) {
        out.append('\n');
        yaml(inner, indent + "  ", out);
      } else if (value instanceof List<?> items && holdsBlocks(items)) {
        out.append('\n');
        items.forEach(item -> yamlItem((Map<?, ?>) item, indent, out));
      } else {
        out.append(' ').append(json(value, " ")).append('\n');
      }
    });
  }

  private static void yamlItem(Map<?, ?> item, String indent, StringBuilder out) {
    StringBuilder lines = new StringBuilder();
    yaml(item, indent + "  ", lines);
    out.append(indent)
        .append("- ")
        .append(lines.substring(Math.min(indent.length() + 2, lines.length())));
  }

  private static String yamlKey(String key) {
    return key.matches("[a-z_][a-z0-9_]*") ? key : quoted(key);
  }

  private static void toml(Map<?, ?> block, String path, StringBuilder out) {
    block.forEach((key, value) -> {
      if (!(value instanceof Map<?, ?>)
          && !(value instanceof List<?> items && holdsBlocks(items))) {
        out.append(yamlKey(key.toString())).append(" = ").append(json(value, " ")).append('\n');
      }
    });
    block.forEach((key, value) -> {
      String inner = path + yamlKey(key.toString());
      if (value instanceof Map<?, ?> nested) {
        out.append("\n[").append(inner).append("]\n");
        toml(nested, inner + ".", out);
      } else if (value instanceof List<?> items && holdsBlocks(items)) {
        for (Object item : items) {
          out.append("\n[[").append(inner).append("]]\n");
          toml((Map<?, ?>) item, inner + ".", out);
        }
      }
    });
  }

  private static boolean holdsBlocks(List<?> items) {
    return !items.isEmpty() && items.getFirst() instanceof Map<?, ?>;
  }

  /**
   * A value as JSON, which YAML and TOML read too for texts, numbers, switches and lists of them.
   */
  static String json(Object value, String newLine) {
    String inner = newLine.startsWith("\n") ? newLine + "  " : newLine;
    return switch (value) {
      case Map<?, ?> map when map.isEmpty() -> "{}";
      case List<?> list when list.isEmpty() -> "[]";
      case Map<?, ?> map -> {
        List<String> members =
            map.entrySet().stream()
                .map(e -> quoted(String.valueOf(e.getKey())) + ": " + json(e.getValue(), inner))
                .toList();
        yield "{" + inner + String.join("," + inner, members) + newLine + "}";
      }
      case List<?> list ->
          "[" + String.join(", ", list.stream().map(item -> json(item, inner)).toList()) + "]";
      case Boolean flag -> flag.toString();
      case Number number -> number.toString();
      default -> quoted(value.toString());
    };
  }

  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int index = 0; index < text.length(); index++) {
      char next = text.charAt(index);
      switch (next) {
        case '"', '\\' -> out.append('\\').append(next);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default ->
            out.append(
                next < ' '
                    ? String.format(Locale.ROOT, "\\u%04x", (int) next)
                    : String.valueOf(next));
      }
    }
    return out.append('"').toString();
  }
}
