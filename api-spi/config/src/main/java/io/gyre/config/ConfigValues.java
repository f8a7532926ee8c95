package io.gyre.config;

import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigNode.Items;
import io.gyre.config.ConfigNode.Scalar;
import io.gyre.config.ConfigType.Keys;
import io.gyre.config.ConfigType.Kind;
import io.gyre.spi.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The whole configuration as plain values, for printing: each key with what the tree says or else
 * its default. Values are maps, lists, texts, numbers and switches.
 */
public final class ConfigValues {

  private static final String MASK = "***";

  /** The password of an address such as {@code redis://user:password@host}. */
  private static final Pattern PASSWORD =
      Pattern.compile("(?<=://[^/@:\\s]{0,256}:)[^/@\\s]+(?=@)");

  private final boolean masked;

  private ConfigValues(boolean masked) {
    this.masked = masked;
  }

  /** Every key, with the tree's values over the defaults. */
  public static Map<String, Object> of(ConfigSchema schema, Block tree) {
    return of(schema.root(), tree);
  }

  /** These keys, with the block's values over the defaults. */
  public static Map<String, Object> of(Keys keys, Block block) {
    return new ConfigValues(false).block(keys, block);
  }

  /** The same, with each secret that is set masked, and passwords in addresses too. */
  public static Map<String, Object> masked(ConfigSchema schema, Block tree) {
    return new ConfigValues(true).block(schema.root(), tree);
  }

  /**
   * Only what differs from nothing: no empty texts, lists and maps, no zeros, no switches that are
   * off.
   */
  public static Map<String, Object> withoutZeros(Map<String, Object> values) {
    Map<String, Object> kept = new LinkedHashMap<>();
    values.forEach((key, value) -> {
      Object inner = value instanceof Map<?, ?> block ? withoutZeros(texts(block)) : value;
      if (!zero(inner)) {
        kept.put(key, inner);
      }
    });
    return kept;
  }

  private static Map<String, Object> texts(Map<?, ?> block) {
    Map<String, Object> copy = new LinkedHashMap<>();
    block.forEach((key, value) -> copy.put(String.valueOf(key), Objects.requireNonNull(value)));
    return copy;
  }

  private static boolean zero(Object value) {
    return switch (value) {
      case Map<?, ?> map -> map.isEmpty();
      case List<?> list -> list.isEmpty();
      case Boolean flag -> !flag;
      case Number number -> number.doubleValue() == 0;
      default -> value.toString().isEmpty() || value.equals("0s");
    };
  }

  private Map<String, Object> block(Keys keys, Block block) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (ConfigField field : keys.fields().values()) {
      values.put(field.name(), value(field, block.member(field.name())));
    }
    return values;
  }

  private Object value(ConfigField field, Optional<ConfigNode> node) {
    return switch (field.type()) {
      case ConfigType.Nested nested ->
          block(nested.keys(), node.orElse(null) instanceof Block inner ? inner : Block.empty(""));
      case ConfigType.Listed listed -> items(listed.keys(), node);
      case ConfigType.Texts _ -> texts(field, node);
      case ConfigType.TextMap _ -> textMap(field, node);
      case ConfigType.Single single -> single(single.kind(), text(field, node));
      case ConfigType.Choice _ -> text(field, node);
    };
  }

  private List<Object> items(Keys keys, Optional<ConfigNode> node) {
    List<Object> items = new ArrayList<>();
    if (node.orElse(null) instanceof Items list) {
      for (ConfigNode item : list.items()) {
        if (item instanceof Block block) {
          items.add(block(keys, block));
        }
      }
    }
    return items;
  }

  private List<Object> texts(ConfigField field, Optional<ConfigNode> node) {
    List<Object> texts = new ArrayList<>();
    if (node.orElse(null) instanceof Items list) {
      list.items()
          .forEach(
              item -> texts.add(item instanceof Scalar scalar ? shown(field, scalar.text()) : ""));
    } else {
      String text =
          node.orElse(null) instanceof Scalar scalar
              ? shown(field, scalar.text())
              : field.fallback();
      texts.addAll(text.isBlank() ? List.of() : List.of(text.strip().split("\\s+", -1)));
    }
    return texts;
  }

  private Map<String, Object> textMap(ConfigField field, Optional<ConfigNode> node) {
    Map<String, Object> texts = new LinkedHashMap<>();
    node.flatMap(ConfigValues::members)
        .ifPresent(members ->
            members.forEach((name, value) ->
                texts.put(name, value instanceof Scalar text ? shown(field, text.text()) : "")));
    return texts;
  }

  /** A map may also be written as JSON, as in an environment variable. */
  private static Optional<Map<String, ConfigNode>> members(ConfigNode node) {
    try {
      return switch (node) {
        case Block block -> Optional.of(block.members());
        case Scalar scalar
            when !scalar.text().isBlank()
                && JsonText.parse(scalar.text(), "") instanceof Block block ->
            Optional.of(block.members());
        case Items list -> Optional.of(pairs(list));
        case Scalar _ -> Optional.empty();
      };
    } catch (ConfigSyntaxException noMap) {
      return Optional.empty();
    }
  }

  private static Map<String, ConfigNode> pairs(Items list) {
    Map<String, ConfigNode> members = new LinkedHashMap<>();
    for (ConfigNode item : list.items()) {
      if (item instanceof Block pair && pair.member("key").orElse(null) instanceof Scalar key) {
        members.put(key.text(), pair.member("value").orElse(new Scalar("", key.origin())));
      }
    }
    return members;
  }

  private String text(ConfigField field, Optional<ConfigNode> node) {
    if (node.orElse(null) instanceof Scalar scalar) {
      return shown(field, scalar.text());
    }
    return field.fallback().equals(Key.REQUIRED) ? "" : field.fallback();
  }

  private String shown(ConfigField field, String text) {
    if (!masked || text.isEmpty()) {
      return text;
    }
    return field.secret() ? MASK : PASSWORD.matcher(text).replaceAll(MASK);
  }

  private static Object single(Kind kind, String text) {
    try {
      return switch (kind) {
        case BOOLEAN ->
            text.equals("1") || text.equalsIgnoreCase("t") || text.equalsIgnoreCase("true");
        case INTEGER, LONG -> Long.valueOf(text.strip());
        case NUMBER -> Double.valueOf(text.strip());
        case DURATION -> GoDuration.parse(text.strip()).map(GoDuration::format).orElse(text);
        case TEXT -> text;
      };
    } catch (NumberFormatException shownAsItIs) {
      return text;
    }
  }
}
