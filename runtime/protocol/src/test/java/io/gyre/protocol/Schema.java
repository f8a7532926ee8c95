package io.gyre.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The published messages of the client protocol, from a table: what both oracles are built from. A
 * message's value is a tree: fields by name, payloads as byte[], absent fields left out.
 */
final class Schema {
  /** A field; label is "", "repeated" or "map". */
  record Field(String name, int number, String type, String label) {
    boolean isMessage() {
      return Character.isUpperCase(type.charAt(0));
    }
  }

  static final Schema CLIENT = new Schema();

  private final Map<String, List<Field>> messages = new LinkedHashMap<>();

  private Schema() {
    try (InputStream table = Schema.class.getResourceAsStream("messages.tsv")) {
      if (table == null) {
        throw new IllegalStateException("messages.tsv is missing");
      }
      new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String line) {
    String[] cells = line.split("\t", -1);
    List<Field> fields = messages.computeIfAbsent(cells[0], name -> new ArrayList<>());
    if (cells[1].isEmpty()) {
      return;
    }
    String type = cells[3];
    String label = "";
    if (type.startsWith("repeated ")) {
      label = "repeated";
      type = type.substring("repeated ".length());
    } else if (type.startsWith("map<string,")) {
      label = "map";
      type = type.substring("map<string,".length(), type.length() - 1);
    }
    fields.add(new Field(cells[1], Integer.parseInt(cells[2]), type, label));
  }

  /** Every message by name. */
  Map<String, List<Field>> messages() {
    return messages;
  }

  List<Field> fields(String message) {
    return messages.getOrDefault(message, List.of());
  }

  /** The type of a field of a message. */
  Field field(String message, String name) {
    return fields(message).stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** A message with about half of its fields set, to values that are not zero. */
  Map<String, Object> random(String message, RandomGenerator random, int depth) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (Field field : fields(message)) {
      if (random.nextInt(8) < 4 && !(field.isMessage() && depth == 0)) {
        tree.put(field.name(), value(field, random, depth));
      }
    }
    return tree;
  }

  private Object value(Field field, RandomGenerator random, int depth) {
    int count = 1 + random.nextInt(3);
    return switch (field.label()) {
      case "repeated" -> {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          list.add(single(field, random, depth));
        }
        yield list;
      }
      case "map" -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
          map.put(text(random), single(field, random, depth));
        }
        yield map;
      }
      default -> single(field, random, depth);
    };
  }

  private Object single(Field field, RandomGenerator random, int depth) {
    return switch (field.type()) {
      case "string" -> text(random);
      case "bytes" -> json(random, 3).getBytes(StandardCharsets.UTF_8);
      case "bool" -> true;
      case "int32" -> (random.nextInt() >> random.nextInt(31)) | 1;
      case "uint32" -> (random.nextInt() & 0x7fff_ffffL) | 1;
      case "int64", "uint64", "sint64" -> (random.nextLong() >> random.nextInt(63)) | 1;
      default -> random(field.type(), random, depth - 1);
    };
  }

  /** A text that is not empty, of every width and with characters that JSON escapes. */
  static String text(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(random.nextInt(20) == 0 ? 200 : 12);
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(random.nextBoolean() ? 1 : 6)) {
        case 1 -> text.append("\"\\/\b\f\n\r\t\u0001\u001f\u007f".charAt(random.nextInt(11)));
        case 2 -> text.append((char) (0x80 + random.nextInt(0x700)));
        case 3 -> text.append((char) (0x800 + random.nextInt(0xc000)));
        case 4 -> text.appendCodePoint(0x10000 + random.nextInt(0x100000));
        default -> text.append((char) ('a' + random.nextInt(26)));
      }
    }
    return text.toString();
  }

  /** A JSON value without line breaks between its tokens. */
  static String json(RandomGenerator random, int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 7)) {
      case 0 -> "null";
      case 1 -> random.nextBoolean() ? "true" : "false";
      case 2 -> Long.toString(random.nextLong());
      case 3 -> Double.toString(random.nextDouble() * 1e12);
      case 4 -> JsonOracle.quote(text(random));
      case 5 -> "[" + json(random, depth - 1) + " , " + json(random, depth - 1) + "]";
      default -> "{ " + JsonOracle.quote(text(random)) + ":" + json(random, depth - 1) + "}";
    };
  }
}
