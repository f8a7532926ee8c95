package io.gyre.server.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import io.gyre.config.ConfigNode;
import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigNode.Items;
import io.gyre.config.ConfigNode.Scalar;
import io.gyre.config.ConfigSyntaxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads TOML. */
final class TomlTree {

  private final JsonParser parser;
  private final String file;

  private TomlTree(JsonParser parser, String file) {
    this.parser = parser;
    this.file = file;
  }

  /**
   * Reads a document.
   *
   * @param file its name, for the origin of values
   * @throws ConfigSyntaxException naming the line
   */
  static Block parse(String text, String file) {
    try (JsonParser parser = new TomlFactory().createParser(text)) {
      parser.nextToken();
      return new TomlTree(parser, file).block();
    } catch (JsonProcessingException broken) {
      String place =
          broken.getLocation() == null ? "" : ", line " + broken.getLocation().getLineNr();
      throw new ConfigSyntaxException("TOML" + place + ": " + broken.getOriginalMessage());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private Block block() throws IOException {
    Map<String, ConfigNode> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      members.put(key, node());
    }
    return new Block(members, file);
  }

  private ConfigNode node() throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      return block();
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return new Scalar(parser.getText(), file);
    }
    List<ConfigNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node());
    }
    return new Items(items, file);
  }
}
