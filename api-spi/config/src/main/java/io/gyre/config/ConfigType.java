package io.gyre.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What may stand at a key. */
public sealed interface ConfigType {

  /** A single value. */
  record Single(Kind kind) implements ConfigType {}

  /** One word out of a list. */
  record Choice(List<String> words) implements ConfigType {}

  /** Texts in order; written as a list, or as one text with spaces between. */
  record Texts() implements ConfigType {}

  /** Texts by name. */
  record TextMap() implements ConfigType {}

  /** A block of keys. */
  record Nested(Keys keys) implements ConfigType {}

  /** A list of blocks of one shape. */
  record Listed(Keys keys) implements ConfigType {}

  /** Kinds of single values. */
  enum Kind {
    BOOLEAN("boolean", "write true or false"),
    INTEGER("whole number", "write digits only"),
    LONG("whole number", "write digits only"),
    NUMBER("number", "write a decimal number"),
    DURATION("duration", "write a number and a unit, such as 30s, 1m30s or 500ms"),
    TEXT("text", "");

    private final String title;
    private final String advice;

    Kind(String title, String advice) {
      this.title = title;
      this.advice = advice;
    }

    /** What the kind is called in documentation. */
    public String title() {
      return title;
    }

    String advice() {
      return advice;
    }
  }

  /** The keys of a block, by name, in the order of their record. */
  record Keys(Map<String, ConfigField> fields) {

    /** Copies the map and keeps its order. */
    public Keys {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    Keys with(ConfigField field) {
      Map<String, ConfigField> changed = new LinkedHashMap<>(fields);
      changed.put(field.name(), field);
      return new Keys(changed);
    }

    /** These keys and those of another description of the same block; of twins the first counts. */
    Keys and(Keys other) {
      Map<String, ConfigField> all = new LinkedHashMap<>(fields);
      other.fields.forEach(all::putIfAbsent);
      return new Keys(all);
    }
  }
}
