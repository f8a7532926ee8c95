package io.gyre.config;

import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigNode.Items;
import io.gyre.config.ConfigNode.Scalar;
import io.gyre.config.RecordShape.Part;
import io.gyre.spi.Key;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Turns configuration nodes into records. What cannot be bound is added to the {@link Problems},
 * and binding goes on, so that one run finds everything. Unknown keys are not its business, see
 * {@link UnknownKeys}. Not thread-safe.
 */
public final class ConfigBinder {

  private final Problems problems;

  /** A binder that reports to these problems. */
  public ConfigBinder(Problems problems) {
    this.problems = problems;
  }

  /**
   * Binds a block.
   *
   * @param path where the block stands, for messages; empty for the top level
   * @return the record, or nothing if the problems say why not
   */
  public <C extends Record> Optional<C> bind(Block block, String path, Class<C> type) {
    return bindRecord(type, block, path.isEmpty() ? "" : path + ".").map(type::cast);
  }

  /** The record with every key at its default. */
  public static <C extends Record> C defaults(Class<C> type) {
    return of(type, Map.of());
  }

  /**
   * The record with some keys set and the others at their defaults.
   *
   * @param values texts by dotted key, as a file would hold them
   * @throws IllegalArgumentException naming all problems, if it cannot be bound
   */
  public static <C extends Record> C of(Class<C> type, Map<String, String> values) {
    Block block = Block.empty("");
    for (Map.Entry<String, String> value : values.entrySet()) {
      block = block.withAt(value.getKey(), new Scalar(value.getValue(), ""));
    }
    Problems problems = new Problems();
    Optional<C> bound = new ConfigBinder(problems).bind(block, "", type);
    UnknownKeys.report(ConfigSchema.of(type), block, problems);
    if (bound.isEmpty() || !problems.errors(true).isEmpty()) {
      throw new IllegalArgumentException(
          problems.all().stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
    }
    return bound.get();
  }

  private Optional<Object> bindRecord(Class<?> type, Block block, String prefix) {
    List<Object> values = new ArrayList<>();
    RecordShape shape = RecordShape.of(type);
    for (Part part : shape.parts()) {
      Optional<Object> value =
          part.field().isPresent()
              ? bindKey(part, part.field().get(), block, prefix)
              : bindRecord(part.type(), block, prefix);
      value.ifPresent(values::add);
    }
    return values.size() == shape.parts().size()
        ? construct(shape, values, prefix)
        : Optional.empty();
  }

  private Optional<Object> bindKey(Part part, ConfigField field, Block block, String prefix) {
    String path = prefix + field.name();
    Optional<ConfigNode> written = block.member(field.name());
    if (part.type().isRecord()) {
      return nested(part.type(), written.orElseGet(() -> Block.empty("")), path);
    }
    if (part.element().isPresent()) {
      ConfigNode list = written.orElseGet(() -> new Items(List.of(), ""));
      return listed(part.element().get(), list, path);
    }
    return written
        .or(() -> fallback(field))
        .map(node -> new BoundValue(field, path, problems).of(part.type(), node))
        .orElseGet(() -> missing(path, field));
  }

  private static Optional<ConfigNode> fallback(ConfigField field) {
    return field.fallback().equals(Key.REQUIRED)
        ? Optional.empty()
        : Optional.of(new Scalar(field.fallback(), "default"));
  }

  private Optional<Object> missing(String path, ConfigField field) {
    problems.error(path, "", "is required", field.doc());
    return Optional.empty();
  }

  private Optional<Object> nested(Class<?> type, ConfigNode node, String path) {
    if (node instanceof Block block) {
      return bindRecord(type, block, path + ".");
    }
    return refuse(path, node, "is not a block of keys");
  }

  private Optional<Object> listed(Class<?> element, ConfigNode node, String path) {
    if (node instanceof Scalar scalar && scalar.text().isBlank()) {
      return Optional.of(List.of());
    }
    if (!(node instanceof Items list)) {
      return refuse(path, node, "is not a list of blocks");
    }
    List<Object> bound = new ArrayList<>();
    for (int index = 0; index < list.items().size(); index++) {
      String place = path + "[" + index + "]";
      if (list.items().get(index) instanceof Block block) {
        bindRecord(element, block, place + ".").ifPresent(bound::add);
      } else {
        refuse(place, list.items().get(index), "is not a block of keys");
      }
    }
    return bound.size() == list.items().size() ? Optional.of(List.copyOf(bound)) : Optional.empty();
  }

  private Optional<Object> refuse(String path, ConfigNode node, String message) {
    String value = node instanceof Scalar scalar ? scalar.text() : "";
    problems.error(
        path, new Scalar(value, node.origin()), false, message, "see the reference for its shape");
    return Optional.empty();
  }

  private Optional<Object> construct(RecordShape shape, List<Object> values, String prefix) {
    try {
      return Optional.of(shape.construct(values));
    } catch (InvocationTargetException refused) {
      String path = prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
      problems.error(path, "", reason(refused), "");
      return Optional.empty();
    }
  }

  /** What the record's own check said. */
  private static String reason(InvocationTargetException refused) {
    Throwable cause = Objects.requireNonNullElse(refused.getCause(), refused);
    return Objects.requireNonNullElse(cause.getMessage(), cause.toString());
  }
}
