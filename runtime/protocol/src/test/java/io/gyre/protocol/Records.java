package io.gyre.protocol;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns trees of the {@link Schema} into the protocol's records and back, by the names of fields.
 */
final class Records {
  private static final Map<String, String> RENAMED = Map.of("tf", "filter", "asc", "ascending");

  private Records() {}

  /** The record with these fields; components without a field keep their zero value. */
  static <T> T read(Class<T> type, Map<?, ?> tree) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    Map<String, Object> named = new LinkedHashMap<>();
    tree.forEach((name, value) -> named.put(component((String) name), value));
    if (type == Publication.class) {
      named.put("entry", taken(Publication.Entry.class, named));
    }
    for (int i = 0; i < components.length; i++) {
      Object value = named.remove(components[i].getName());
      values[i] = value == null ? zero(components[i].getType()) : convert(components[i], value);
    }
    if (!named.isEmpty()) {
      throw new IllegalArgumentException(type + " lacks " + named.keySet());
    }
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes out the fields that a record within the record has. */
  private static Map<String, Object> taken(Class<?> type, Map<String, Object> named) {
    Map<String, Object> taken = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Object value = named.remove(component.getName());
      if (value != null) {
        taken.put(component.getName(), value);
      }
    }
    return taken;
  }

  private static String component(String field) {
    StringBuilder name = new StringBuilder();
    for (String word : RENAMED.getOrDefault(field, field).split("_", -1)) {
      name.append(
          name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }

  private static @Nullable Object zero(Class<?> type) {
    if (type == String.class) {
      return "";
    }
    if (type == byte[].class) {
      return Bytes.EMPTY;
    }
    if (type == Map.class) {
      return Map.of();
    }
    if (type == List.class) {
      return List.of();
    }
    if (type == boolean.class) {
      return false;
    }
    if (type == int.class) {
      return 0;
    }
    return type == long.class ? 0L : null;
  }

  private static Object convert(RecordComponent component, Object value) {
    if (value instanceof Long number && component.getType() == int.class) {
      return number.intValue();
    }
    if (component.getGenericType() instanceof ParameterizedType type) {
      Class<?> element =
          (Class<?>) type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
      if (value instanceof Map<?, ?> map) {
        Map<Object, Object> converted = new LinkedHashMap<>();
        map.forEach((key, each) -> converted.put(key, single(element, each)));
        return converted;
      }
      return ((List<?>) value).stream().map(each -> single(element, each)).toList();
    }
    return single(component.getType(), value);
  }

  private static Object single(Class<?> type, Object value) {
    return value instanceof Map<?, ?> tree ? read(type, tree) : value;
  }

  /** The fields of a message that a record holds, those with zero values left out. */
  static Map<String, Object> tree(String message, Record record) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (Schema.Field field : Schema.CLIENT.fields(message)) {
      Object value = component(record, component(field.name()));
      if (value instanceof Integer number && field.type().equals("uint32")) {
        value = Integer.toUnsignedLong(number);
      }
      if (value != null && !isZero(value)) {
        tree.put(field.name(), plain(field, value));
      }
    }
    return tree;
  }

  private static @Nullable Object component(Record record, String name) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      if (component.getName().equals(name)) {
        try {
          return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    if (record instanceof Publication publication) {
      return component(publication.entry(), name);
    }
    throw new IllegalArgumentException(record.getClass() + " lacks " + name);
  }

  private static boolean isZero(Object value) {
    return switch (value) {
      case String text -> text.isEmpty();
      case byte[] bytes -> bytes.length == 0;
      case Number number -> number.longValue() == 0;
      case Boolean bool -> !bool;
      case Map<?, ?> map -> map.isEmpty();
      case List<?> list -> list.isEmpty();
      default -> false;
    };
  }

  private static Object plain(Schema.Field field, Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<Object, Object> converted = new LinkedHashMap<>();
        map.forEach((key, element) -> converted.put(key, plain(field, element)));
        yield converted;
      }
      case List<?> list -> {
        List<Object> converted = new ArrayList<>();
        list.forEach(element -> converted.add(plain(field, element)));
        yield converted;
      }
      case Record record -> tree(field.type(), record);
      default -> value;
    };
  }

  /** The tree with payloads as comparable text, for assertions. */
  static Object comparable(Object value) {
    return switch (value) {
      case byte[] bytes -> "bytes " + HexFormat.of().formatHex(bytes);
      case Map<?, ?> map -> {
        Map<Object, Object> sorted = new TreeMap<>();
        map.forEach((key, element) -> sorted.put(key, comparable(element)));
        yield sorted;
      }
      case List<?> list -> list.stream().map(Records::comparable).toList();
      default -> value;
    };
  }
}
