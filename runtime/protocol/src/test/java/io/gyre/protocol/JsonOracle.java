package io.gyre.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as Jackson reads and writes it. */
final class JsonOracle {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(100_000)
                  .maxNumberLength(100_000)
                  .build())
          .build();

  private JsonOracle() {}

  /** Whether Jackson takes the bytes for exactly one JSON value. */
  static boolean isValid(byte[] json) {
    try (JsonParser parser =
        FACTORY.createParser(
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString())) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  /** Objects as maps, arrays as lists, numbers as decimals. */
  static @Nullable Object parse(byte[] json) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      parser.nextToken();
      Object value = value(parser);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("more than one value");
      }
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(new String(json, StandardCharsets.UTF_8), e);
    }
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          map.put(name, value(parser));
        }
        yield map;
      }
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        yield list;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> new BigDecimal(parser.getText());
    };
  }

  static String quote(String text) {
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      generator.writeString(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /** Writes a message's tree; fields in the order of the tree. */
  static byte[] write(String message, Map<String, Object> tree) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      message(generator, message, tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void message(JsonGenerator out, String message, Map<?, ?> tree)
      throws IOException {
    out.writeStartObject();
    for (Map.Entry<?, ?> entry : tree.entrySet()) {
      Schema.Field field = Schema.CLIENT.field(message, (String) entry.getKey());
      out.writeFieldName(field.name());
      switch (field.label()) {
        case "map" -> {
          out.writeStartObject();
          for (Map.Entry<?, ?> element : ((Map<?, ?>) entry.getValue()).entrySet()) {
            out.writeFieldName((String) element.getKey());
            single(out, field.type(), element.getValue());
          }
          out.writeEndObject();
        }
        case "repeated" -> {
          out.writeStartArray();
          for (Object element : (List<?>) entry.getValue()) {
            single(out, field.type(), element);
          }
          out.writeEndArray();
        }
        default -> single(out, field.type(), entry.getValue());
      }
    }
    out.writeEndObject();
  }

  private static void single(JsonGenerator out, String type, Object value) throws IOException {
    switch (value) {
      case Map<?, ?> tree -> message(out, type, tree);
      case byte[] json -> out.writeRawValue(new String(json, StandardCharsets.UTF_8));
      case String text -> out.writeString(text);
      case Boolean bool -> out.writeBoolean(bool);
      case Long number when type.equals("uint64") -> out.writeNumber(Long.toUnsignedString(number));
      case Number number -> out.writeNumber(number.longValue());
      default -> throw new IllegalArgumentException(type);
    }
  }
}
