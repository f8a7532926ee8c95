package io.gyre.server.config;

import io.gyre.config.ConfigNode;
import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigNode.Items;
import io.gyre.config.ConfigNode.Scalar;
import io.gyre.config.ConfigSyntaxException;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.config.ConfigException;
import io.helidon.config.spi.ConfigNode.ListNode;
import io.helidon.config.spi.ConfigNode.ObjectNode;
import io.helidon.config.spi.ConfigNode.ValueNode;
import io.helidon.config.spi.ConfigParser;
import io.helidon.config.yaml.YamlConfigParser;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML by Helidon's parser. The parser below that one is asked as well, for what Helidon's
 * tree leaves out: the line of each value, keys with a dot in them, keys written twice, what is
 * null rather than empty, and words such as {@code on}, which stay words as in YAML 1.2.
 */
final class YamlTree {

  private final String file;

  private YamlTree(String file) {
    this.file = file;
  }

  /**
   * Reads a document whose top level is keys.
   *
   * @param file its name, for the origin of values
   * @throws ConfigSyntaxException naming the line
   */
  static Block parse(String text, String file) {
    Optional<Node> root = composed(text);
    if (root.isEmpty()) {
      return Block.empty(file);
    }
    if (!(root.get() instanceof MappingNode mapping)) {
      throw new ConfigSyntaxException("YAML: the top level must be keys, such as \"client:\"");
    }
    // before the walk: this parser bounds aliases, so a few lines cannot unfold to gigabytes
    ObjectNode values = read(text);
    return new YamlTree(file).block(mapping, Optional.of(values));
  }

  private static Optional<Node> composed(String text) {
    try {
      Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
      return Optional.ofNullable(yaml.compose(new StringReader(text)))
          .filter(node -> !isNull(node));
    } catch (MarkedYAMLException broken) {
      throw new ConfigSyntaxException("YAML" + place(broken) + broken.getProblem());
    } catch (YAMLException broken) {
      throw new ConfigSyntaxException("YAML: " + broken.getMessage());
    }
  }

  /** Where what is broken begins: an unclosed bracket is found at the end of the file only. */
  private static String place(MarkedYAMLException broken) {
    Mark begin =
        broken.getContextMark() == null ? broken.getProblemMark() : broken.getContextMark();
    return begin == null
        ? ": "
        : ", line " + (begin.getLine() + 1) + ", column " + (begin.getColumn() + 1) + ": ";
  }

  private static ObjectNode read(String text) {
    ConfigParser.Content content =
        ConfigParser.Content.builder()
            .data(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
            .charset(StandardCharsets.UTF_8)
            .mediaType(MediaTypes.APPLICATION_X_YAML)
            .build();
    try {
      return YamlConfigParser.create().parse(content);
    } catch (ConfigException broken) {
      throw new ConfigSyntaxException("YAML: " + broken.getMessage());
    }
  }

  private Block block(
      MappingNode mapping, Optional<? extends io.helidon.config.spi.ConfigNode> values) {
    Map<String, ConfigNode> members = new LinkedHashMap<>();
    Map<String, ConfigNode> merged = new LinkedHashMap<>();
    for (NodeTuple member : mapping.getValue()) {
      Node value = member.getValueNode();
      if (member.getKeyNode().getTag().equals(Tag.MERGE)) {
        merge(value, values, merged);
      } else {
        String key = key(member.getKeyNode());
        if (members.containsKey(key)) {
          throw new ConfigSyntaxException(
              "YAML: key \"" + key + "\" is written twice, again at " + origin(value));
        }
        node(value, at(values, key)).ifPresent(node -> members.put(key, node));
      }
    }
    merged.forEach(members::putIfAbsent);
    return new Block(members, origin(mapping));
  }

  private void merge(
      Node value,
      Optional<? extends io.helidon.config.spi.ConfigNode> values,
      Map<String, ConfigNode> merged) {
    switch (value) {
      case MappingNode mapping -> block(mapping, values).members().forEach(merged::putIfAbsent);
      case SequenceNode list -> list.getValue().forEach(item -> merge(item, values, merged));
      default -> throw new ConfigSyntaxException("YAML: << needs a block, at " + origin(value));
    }
  }

  private Optional<ConfigNode> node(
      Node node, Optional<? extends io.helidon.config.spi.ConfigNode> values) {
    return switch (node) {
      case MappingNode mapping -> Optional.of(block(mapping, values));
      case SequenceNode list -> Optional.of(items(list, values));
      case ScalarNode scalar when isNull(scalar) -> Optional.empty();
      case ScalarNode scalar -> Optional.of(new Scalar(text(scalar, values), origin(scalar)));
      default -> throw new ConfigSyntaxException("YAML: unexpected content at " + origin(node));
    };
  }

  private Items items(
      SequenceNode list, Optional<? extends io.helidon.config.spi.ConfigNode> values) {
    List<ConfigNode> items = new ArrayList<>();
    for (int index = 0; index < list.getValue().size(); index++) {
      node(list.getValue().get(index), item(values, index)).ifPresent(items::add);
    }
    return new Items(items, origin(list));
  }

  /** Whole numbers as Helidon reads them (0x10 is 16), all else as it is written. */
  private static String text(
      ScalarNode scalar, Optional<? extends io.helidon.config.spi.ConfigNode> value) {
    boolean number = scalar.getTag().equals(Tag.INT);
    return number && value.orElse(null) instanceof ValueNode text ? text.get() : scalar.getValue();
  }

  private static Optional<io.helidon.config.spi.ConfigNode> item(
      Optional<? extends io.helidon.config.spi.ConfigNode> values, int index) {
    boolean there = values.orElse(null) instanceof ListNode list && index < list.size();
    return there && values.get() instanceof ListNode list
        ? Optional.of(list.get(index))
        : Optional.empty();
  }

  /** Helidon takes a dot in a key for a step down. */
  private static Optional<io.helidon.config.spi.ConfigNode> at(
      Optional<? extends io.helidon.config.spi.ConfigNode> values, String key) {
    Optional<io.helidon.config.spi.ConfigNode> node = values.map(value -> value);
    for (String step : key.split("\\.", -1)) {
      node =
          node.flatMap(value ->
              value instanceof ObjectNode object
                  ? Optional.ofNullable(object.get(step))
                  : Optional.empty());
    }
    return node;
  }

  private String key(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw new ConfigSyntaxException("YAML: a key must be a word, at " + origin(node));
  }

  private static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  private String origin(Node node) {
    return file + ", line " + (node.getStartMark().getLine() + 1);
  }
}
