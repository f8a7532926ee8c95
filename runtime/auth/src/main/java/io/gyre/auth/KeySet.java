package io.gyre.auth;

import io.gyre.protocol.JsonReader;
import io.gyre.protocol.JsonReader.Kind;
import io.gyre.protocol.ProtocolException;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keys published by whoever makes the tokens, by their ids.
 *
 * @param keys those made for signatures and of a kind known here
 */
record KeySet(Map<String, Entry> keys) {
  /** Holds no key. */
  static final KeySet EMPTY = new KeySet(Map.of());

  /** Keys read of a set; more than any publisher has. */
  private static final int KEYS_MAX = 1000;

  /**
   * A key.
   *
   * @param algorithm the only one it is for, null for all that fit its kind
   */
  record Entry(PublicKey key, @Nullable Algorithm algorithm) {
    boolean serves(Algorithm wanted) {
      return (algorithm == null || algorithm == wanted) && wanted.fits(key);
    }
  }

  /** Copies the map. */
  KeySet {
    keys = Map.copyOf(keys);
  }

  /** Returns the key of an id if it serves the algorithm. */
  @Nullable PublicKey find(String id, Algorithm algorithm) {
    Entry entry = keys.get(id);
    return entry != null && entry.serves(algorithm) ? entry.key() : null;
  }

  /**
   * Reads a set; keys that cannot be used are left out.
   *
   * @throws IllegalArgumentException it is no key set
   */
  static KeySet read(byte[] json) {
    try {
      return new KeySet(read(new JsonReader(json)));
    } catch (ProtocolException malformed) {
      throw new IllegalArgumentException("key set malformed", malformed);
    }
  }

  private static Map<String, Entry> read(JsonReader reader) {
    Map<String, Entry> keys = new HashMap<>();
    boolean object = reader.beginObject();
    while (object && reader.nextField()) {
      if (!"keys".equals(reader.fieldName())) {
        reader.skip();
        continue;
      }
      boolean array = reader.beginArray();
      while (array && reader.nextElement()) {
        if (keys.size() >= KEYS_MAX) {
          throw new IllegalArgumentException("key set has too many keys");
        }
        add(fields(reader), keys);
      }
    }
    reader.end();
    return keys;
  }

  /** Reads the fields of one key that are strings. */
  private static Map<String, String> fields(JsonReader reader) {
    Map<String, String> fields = new HashMap<>();
    boolean object = reader.beginObject();
    while (object && reader.nextField()) {
      String name = reader.fieldName();
      if (reader.peek() == Kind.STRING) {
        fields.put(name, reader.string());
      } else {
        reader.skip();
      }
    }
    return fields;
  }

  private static void add(Map<String, String> fields, Map<String, Entry> keys) {
    String id = fields.getOrDefault("kid", "");
    if (id.isEmpty() || !"sig".equals(fields.get("use"))) {
      return;
    }
    String name = fields.getOrDefault("alg", "");
    Algorithm algorithm = Algorithm.named(name);
    if (!name.isEmpty() && algorithm == null) {
      return;
    }
    try {
      keys.put(id, new Entry(PublicKeys.fromJsonWebKey(fields), algorithm));
    } catch (IllegalArgumentException unknownKind) {
      // Sets hold keys for other uses and users too: those are no reason to refuse ours.
      return;
    }
  }
}
