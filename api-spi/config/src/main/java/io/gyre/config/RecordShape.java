package io.gyre.config;

import io.gyre.config.ConfigType.Keys;
import io.gyre.config.ConfigType.Kind;
import io.gyre.spi.Key;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the description of a block off its record. A component with {@link Key} is a key, named in
 * snake case; a component without one must be a record itself, and its keys count as keys of the
 * enclosing block.
 */
final class RecordShape {

  private RecordShape() {}

  static Keys keys(Class<?> type) {
    Map<String, ConfigField> fields = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      if (spliced(component)) {
        fields.putAll(keys(component.getType()).fields());
      } else {
        ConfigField field = field(component);
        fields.put(field.name(), field);
      }
    }
    return new Keys(fields);
  }

  /** Whether the component's own keys stand in the enclosing block. */
  static boolean spliced(RecordComponent component) {
    boolean keyed = component.isAnnotationPresent(Key.class);
    if (!keyed && !component.getType().isRecord()) {
      throw new IllegalArgumentException(
          component.getDeclaringRecord().getName()
              + "."
              + component.getName()
              + " carries no @Key");
    }
    return !keyed;
  }

  static ConfigField field(RecordComponent component) {
    Key key = component.getAnnotation(Key.class);
    return new ConfigField(
        snakeCase(component.getName()),
        key.doc(),
        key.fallback(),
        key.secret(),
        List.of(key.formerly()),
        type(component));
  }

  /** Whether the component is a list of blocks. */
  static boolean listsBlocks(RecordComponent component) {
    return component.getType() == List.class && argument(component, 0).isRecord();
  }

  static String snakeCase(String name) {
    StringBuilder key = new StringBuilder();
    for (int index = 0; index < name.length(); index++) {
      char next = name.charAt(index);
      if (Character.isUpperCase(next)) {
        key.append('_');
      }
      key.append(Character.toLowerCase(next));
    }
    return key.toString();
  }

  static String word(Object constant) {
    return constant.toString().toLowerCase(Locale.ROOT);
  }

  private static ConfigType type(RecordComponent component) {
    Class<?> raw = component.getType();
    if (raw.isRecord()) {
      return new ConfigType.Nested(keys(raw));
    }
    if (raw.isEnum()) {
      return new ConfigType.Choice(
          Arrays.stream(raw.getEnumConstants()).map(RecordShape::word).toList());
    }
    if (raw == List.class) {
      return listsBlocks(component)
          ? new ConfigType.Listed(keys(argument(component, 0)))
          : new ConfigType.Texts();
    }
    return raw == Map.class ? new ConfigType.TextMap() : new ConfigType.Single(kind(component));
  }

  /** A type argument of a component such as the element of its list. */
  static Class<?> argument(RecordComponent component, int index) {
    if (component.getGenericType() instanceof ParameterizedType generic
        && generic.getActualTypeArguments()[index] instanceof Class<?> argument
        && (argument.isRecord() || argument == String.class)) {
      return argument;
    }
    throw unsupported(component);
  }

  private static Kind kind(RecordComponent component) {
    Class<?> raw = component.getType();
    if (raw == boolean.class) {
      return Kind.BOOLEAN;
    } else if (raw == int.class) {
      return Kind.INTEGER;
    } else if (raw == long.class) {
      return Kind.LONG;
    } else if (raw == double.class) {
      return Kind.NUMBER;
    } else if (raw == Duration.class) {
      return Kind.DURATION;
    } else if (raw == String.class) {
      return Kind.TEXT;
    }
    throw unsupported(component);
  }

  private static IllegalArgumentException unsupported(RecordComponent component) {
    return new IllegalArgumentException(
        component.getDeclaringRecord().getName()
            + "."
            + component.getName()
            + " has the unsupported type "
            + component.getGenericType());
  }
}
