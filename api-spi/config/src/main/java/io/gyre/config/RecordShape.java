package io.gyre.config;

import io.gyre.config.ConfigType.Keys;
import io.gyre.config.ConfigType.Kind;
import io.gyre.spi.Key;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The description of a block, read off its record. A component with {@link Key} is a key, named in
 * snake case; a component without one must be a record itself, and its keys count as keys of the
 * enclosing block. Immutable; each record is read once, because reading annotations takes a good
 * part of a start, and some records stand in many places.
 */
final class RecordShape {
  private static final ClassValue<RecordShape> KNOWN =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return new RecordShape(type);
        }
      };

  private final List<Part> parts;
  private final Keys keys;
  private final Constructor<?> constructor;

  /**
   * A component of the record.
   *
   * @param field the key that it is; none if its own keys stand in the enclosing block
   * @param element the record of each block, if it is a list of blocks
   */
  record Part(Class<?> type, Optional<ConfigField> field, Optional<Class<?>> element) {}

  private RecordShape(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    this.parts = Arrays.stream(components).map(RecordShape::part).toList();
    this.keys = keys(parts);
    this.constructor = constructor(type, components);
  }

  /**
   * The shape of a record.
   *
   * @throws IllegalArgumentException if a component has no key or a type that cannot be bound
   */
  static RecordShape of(Class<?> type) {
    return KNOWN.get(type);
  }

  /** The components in their order. */
  List<Part> parts() {
    return parts;
  }

  /** The keys of the block. */
  Keys keys() {
    return keys;
  }

  /**
   * A record of one value for each component.
   *
   * @throws InvocationTargetException with what the record's own check said
   */
  Object construct(List<Object> values) throws InvocationTargetException {
    try {
      return constructor.newInstance(values.toArray());
    } catch (InstantiationException | IllegalAccessException impossible) {
      throw new IllegalArgumentException(constructor + " cannot be called", impossible);
    }
  }

  private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException impossible) {
      throw new IllegalArgumentException(type + " is no record", impossible);
    }
  }

  private static Keys keys(List<Part> parts) {
    Map<String, ConfigField> fields = new LinkedHashMap<>();
    for (Part part : parts) {
      part.field()
          .ifPresentOrElse(
              field -> fields.put(field.name(), field),
              () -> fields.putAll(of(part.type()).keys().fields()));
    }
    return new Keys(fields);
  }

  private static Part part(RecordComponent component) {
    Key key = component.getAnnotation(Key.class);
    if (key != null) {
      Optional<Class<?>> element =
          listsBlocks(component) ? Optional.of(argument(component, 0)) : Optional.empty();
      return new Part(component.getType(), Optional.of(field(component, key)), element);
    }
    if (component.getType().isRecord()) {
      return new Part(component.getType(), Optional.empty(), Optional.empty());
    }
    throw new IllegalArgumentException(
        component.getDeclaringRecord().getName() + "." + component.getName() + " carries no @Key");
  }

  private static ConfigField field(RecordComponent component, Key key) {
    return new ConfigField(
        snakeCase(component.getName()),
        key.doc(),
        key.fallback(),
        key.secret(),
        List.of(key.formerly()),
        type(component));
  }

  /** Whether the component is a list of blocks. */
  private static boolean listsBlocks(RecordComponent component) {
    return component.getType() == List.class && argument(component, 0).isRecord();
  }

  private static String snakeCase(String name) {
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
      return new ConfigType.Nested(of(raw).keys());
    }
    if (raw.isEnum()) {
      return new ConfigType.Choice(
          Arrays.stream(raw.getEnumConstants()).map(RecordShape::word).toList());
    }
    if (raw == List.class) {
      return listsBlocks(component)
          ? new ConfigType.Listed(of(argument(component, 0)).keys())
          : new ConfigType.Texts();
    }
    return raw == Map.class ? new ConfigType.TextMap() : new ConfigType.Single(kind(component));
  }

  /** A type argument of a component such as the element of its list. */
  private static Class<?> argument(RecordComponent component, int index) {
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
