package io.gyre.config;

import io.gyre.config.ConfigType.Keys;
import io.gyre.spi.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can be said about a configuration from its records alone: reference page, schema, variable
 * names.
 */
public final class Reference {

  private static final String PREFIX = Environment.PREFIXES.getFirst();

  private Reference() {}

  /**
   * The reference as Markdown: a table a block.
   *
   * @param section the top-level key to document; empty for all
   */
  public static String markdown(ConfigSchema schema, String section) {
    return write(new ReferenceSheet.Markdown(), schema, section);
  }

  /** The same as a page of HTML. */
  public static String html(ConfigSchema schema, String section) {
    return write(new ReferenceSheet.Html(), schema, section);
  }

  private static String write(ReferenceSheet sheet, ConfigSchema schema, String section) {
    sheet.title("Configuration");
    Keys root = schema.root();
    if (section.isEmpty()) {
      table("", PREFIX, root, sheet);
    }
    for (ConfigField field : root.fields().values()) {
      if (section.isEmpty() || section.equals(field.name())) {
        section(field.name(), PREFIX + Environment.part(field.name()), field, sheet);
      }
    }
    return sheet.page();
  }

  /**
   * Describes the block at a path; a variable name that is empty means that variables cannot reach
   * it.
   */
  private static void section(
      String path, String variable, ConfigField field, ReferenceSheet sheet) {
    Optional<Keys> keys = ConfigSchema.keysOf(field.type());
    if (keys.isEmpty()) {
      return;
    }
    boolean list = field.type() instanceof ConfigType.Listed;
    boolean named = keys.get().fields().containsKey("name") && !variable.contains("<NAME>");
    String place = list ? path + "[]" : path;
    String reach = list && named ? variable + "_<NAME>_" : variable + "_";
    String prefix = variable.isEmpty() || (list && !named) ? "" : reach;
    sheet.section(place, field.doc());
    table(place + ".", prefix, keys.get(), sheet);
    for (ConfigField inner : keys.get().fields().values()) {
      String innerVariable = prefix.isEmpty() ? "" : prefix + Environment.part(inner.name());
      section(place + "." + inner.name(), innerVariable, inner, sheet);
    }
  }

  private static void table(String path, String variable, Keys keys, ReferenceSheet sheet) {
    List<List<String>> rows = new ArrayList<>();
    for (ConfigField field : keys.fields().values()) {
      boolean reached = !variable.isEmpty() && !(field.type() instanceof ConfigType.Nested);
      rows.add(
          List.of(
              "`" + path + field.name() + "`",
              type(field.type()),
              fallback(field),
              reached ? "`" + variable + Environment.part(field.name()) + "`" : "",
              field.doc()));
    }
    sheet.table(rows);
  }

  private static String type(ConfigType type) {
    return switch (type) {
      case ConfigType.Single single -> single.kind().title();
      case ConfigType.Choice choice -> String.join(", ", choice.words());
      case ConfigType.Texts _ -> "list of texts";
      case ConfigType.TextMap _ -> "map of texts";
      case ConfigType.Nested _ -> "block";
      case ConfigType.Listed _ -> "list of blocks";
    };
  }

  private static String fallback(ConfigField field) {
    if (ConfigSchema.keysOf(field.type()).isPresent()) {
      return "";
    }
    if (field.fallback().equals(Key.REQUIRED)) {
      return "required";
    }
    return field.fallback().isEmpty() ? "" : "`" + field.fallback() + "`";
  }

  /** A line per variable with its default, in the syntax of an environment file. */
  public static String variables(ConfigSchema schema, Map<String, Object> values) {
    StringBuilder out = new StringBuilder();
    variables("", schema.root(), values, out);
    return out.toString();
  }

  private static void variables(String prefix, Keys keys, Map<?, ?> values, StringBuilder out) {
    for (ConfigField field : keys.fields().values()) {
      Object value = values.get(field.name());
      String name = prefix + Environment.part(field.name());
      if (field.type() instanceof ConfigType.Nested nested && value instanceof Map<?, ?> inner) {
        variables(name + "_", nested.keys(), inner, out);
      } else if (value != null) {
        out.append(PREFIX)
            .append(name)
            .append('=')
            .append(ConfigFormat.quoted(variableText(value)))
            .append('\n');
      }
    }
  }

  private static String variableText(Object value) {
    return switch (value) {
      case List<?> list when list.isEmpty() || list.getFirst() instanceof String ->
          String.join(" ", list.stream().map(String::valueOf).toList());
      case List<?> list -> ConfigFormat.json(list, " ");
      case Map<?, ?> map -> ConfigFormat.json(map, " ");
      default -> value.toString();
    };
  }

  /** A JSON Schema (draft 2020-12) that editors use to check and complete configuration files. */
  public static String jsonSchema(ConfigSchema schema) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", "Gyre configuration");
    root.putAll(block(schema.root()));
    return ConfigFormat.JSON.write(root);
  }

  private static Map<String, Object> block(Keys keys) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (ConfigField field : keys.fields().values()) {
      Map<String, Object> property = new LinkedHashMap<>(shape(field.type()));
      property.put("description", field.doc());
      properties.put(field.name(), property);
    }
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("type", "object");
    block.put("properties", properties);
    block.put("additionalProperties", false);
    return block;
  }

  private static Map<String, Object> shape(ConfigType type) {
    return switch (type) {
      case ConfigType.Single single ->
          switch (single.kind()) {
            case BOOLEAN -> Map.of("type", "boolean");
            case INTEGER, LONG -> Map.of("type", "integer");
            case NUMBER -> Map.of("type", "number");
            case DURATION -> Map.of("type", List.of("string", "integer"));
            case TEXT -> Map.of("type", "string");
          };
      case ConfigType.Choice choice -> Map.of("enum", choice.words());
      case ConfigType.Texts _ -> of("array", "items", Map.of("type", "string"));
      case ConfigType.TextMap _ -> of("object", "additionalProperties", Map.of("type", "string"));
      case ConfigType.Nested nested -> block(nested.keys());
      case ConfigType.Listed listed -> of("array", "items", block(listed.keys()));
    };
  }

  /** A type and what it consists of, in this order. */
  private static Map<String, Object> of(String type, String part, Object content) {
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("type", type);
    shape.put(part, content);
    return shape;
  }
}
