package io.gyre.config;

import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigNode.Items;
import io.gyre.config.ConfigNode.Scalar;
import io.gyre.config.ConfigType.Keys;
import io.gyre.spi.Key;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Removes what means nothing from a file: a zero, an empty text or an empty list stands for the
 * default, as if the key were not there. Environment variables and flags say zero and mean it.
 */
public final class ZeroValues {

  private ZeroValues() {}

  /** The tree without the values that stand for a default other than themselves. */
  public static Block dropped(ConfigSchema schema, Block tree) {
    return dropped("", schema.root(), tree);
  }

  private static Block dropped(String prefix, Keys keys, Block block) {
    Map<String, ConfigNode> members = new LinkedHashMap<>();
    block
        .members()
        .forEach((name, node) -> {
          ConfigField field = keys.fields().get(name);
          if (field == null) {
            members.put(name, node);
          } else if (!standsForDefault(field, node)) {
            members.put(name, inner(prefix + name, field.type(), node));
          }
        });
    return new Block(members, block.origin());
  }

  /** The same for what stands at one key. */
  static ConfigNode inner(String path, ConfigType type, ConfigNode node) {
    return InnerBlocks.changed(path, type, node, ZeroValues::dropped);
  }

  private static boolean standsForDefault(ConfigField field, ConfigNode node) {
    boolean something = !field.fallback().isEmpty() && !field.fallback().equals(Key.REQUIRED);
    return something
        && switch (field.type()) {
          case ConfigType.Single single ->
              node instanceof Scalar scalar && zero(single.kind(), scalar.text().strip());
          case ConfigType.Choice _ -> node instanceof Scalar scalar && scalar.text().isBlank();
          case ConfigType.Texts _ -> empty(node);
          case ConfigType.TextMap _, ConfigType.Nested _, ConfigType.Listed _ -> false;
        };
  }

  private static boolean empty(ConfigNode node) {
    return switch (node) {
      case Scalar scalar -> scalar.text().isBlank();
      case Items list -> list.items().isEmpty();
      case Block _ -> false;
    };
  }

  private static boolean zero(ConfigType.Kind kind, String text) {
    return switch (kind) {
      case BOOLEAN -> false;
      case TEXT -> text.isEmpty();
      case INTEGER, LONG, NUMBER -> text.isEmpty() || zeroNumber(text);
      case DURATION -> text.isEmpty() || GoDuration.parse(text).equals(Optional.of(Duration.ZERO));
    };
  }

  private static boolean zeroNumber(String text) {
    try {
      return new BigDecimal(text).signum() == 0;
    } catch (NumberFormatException notNumber) {
      return false; // the binder says so
    }
  }
}
