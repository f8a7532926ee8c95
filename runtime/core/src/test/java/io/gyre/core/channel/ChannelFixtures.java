package io.gyre.core.channel;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Channel configuration for tests: everything off, except what a test names. */
public final class ChannelFixtures {
  private ChannelFixtures() {}

  /** Options with some components set, by name and value in turn. */
  public static ChannelOptions options(Object... namesAndValues) {
    Map<String, Object> set = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      set.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    ChannelOptions options = record(ChannelOptions.class, set);
    if (!set.isEmpty()) {
      throw new IllegalArgumentException("no such options " + set.keySet());
    }
    return options;
  }

  /** A namespace. */
  public static NamespaceConfig namespace(String name, Object... namesAndValues) {
    return new NamespaceConfig(name, options(namesAndValues));
  }

  /** Namespaces with the usual boundaries. */
  public static ChannelConfig config(
      ChannelOptions withoutNamespace, NamespaceConfig... namespaces) {
    return new ChannelConfig(
        withoutNamespace, List.of(namespaces), Duration.ofDays(30), "", 40, "$", ":", "#", ",");
  }

  private static <T extends Record> T record(Class<T> type, Map<String, Object> set) {
    List<Class<?>> types = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      types.add(component.getType());
      Object value = set.remove(component.getName());
      values.add(value == null ? nothing(component.getType()) : value);
    }
    try {
      Constructor<T> constructor = type.getDeclaredConstructor(types.toArray(Class[]::new));
      return constructor.newInstance(values.toArray());
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError("a record without its constructor", impossible);
    }
  }

  private static Object nothing(Class<?> type) {
    if (type == boolean.class) {
      return false;
    } else if (type == int.class) {
      return 0;
    } else if (type == long.class) {
      return 0L;
    } else if (type == String.class) {
      return "";
    } else if (type == Duration.class) {
      return Duration.ZERO;
    } else if (type == List.class) {
      return List.of();
    }
    return record(type.asSubclass(Record.class), new HashMap<>());
  }
}
