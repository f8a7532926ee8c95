package io.gyre.config;

import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigNode.Items;
import io.gyre.config.ConfigNode.Scalar;
import io.gyre.config.ConfigType.Kind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Binds one key that is no block: a value, texts, or texts by name. */
final class BoundValue {
  private static final Duration BARE_MIN = Duration.ofMillis(1);

  private static final Pattern FRACTION = Pattern.compile("(?<=\\d)\\.0+$");

  private final ConfigField field;
  private final String path;
  private final Problems problems;

  BoundValue(ConfigField field, String path, Problems problems) {
    this.field = field;
    this.path = path;
    this.problems = problems;
  }

  Optional<Object> of(Class<?> type, ConfigNode node) {
    return switch (field.type()) {
      case ConfigType.Single single ->
          scalar(node, single.kind().title()).flatMap(text -> single(single.kind(), text));
      case ConfigType.Choice choice ->
          scalar(node, "word").flatMap(text -> choice(type, choice.words(), text));
      case ConfigType.Texts _ -> texts(node);
      case ConfigType.TextMap _ -> textMap(node);
      case ConfigType.Nested _, ConfigType.Listed _ ->
          throw new IllegalStateException(path + " is a block");
    };
  }

  private Optional<Scalar> scalar(ConfigNode node, String expected) {
    if (node instanceof Scalar scalar) {
      return Optional.of(scalar);
    }
    problems.error(
        path, new Scalar("", node.origin()), false, "is not a " + expected, "write a single value");
    return Optional.empty();
  }

  private Optional<Object> single(Kind kind, Scalar scalar) {
    String text = scalar.text().strip();
    try {
      Optional<?> value =
          switch (kind) {
            case BOOLEAN -> truth(text);
            case INTEGER -> Optional.of(Integer.valueOf(whole(text)));
            case LONG -> Optional.of(Long.valueOf(whole(text)));
            case NUMBER -> Optional.of(Double.valueOf(text));
            case DURATION -> duration(scalar, text);
            case TEXT -> Optional.of(scalar.text());
          };
      return value
          .<Object>map(bound -> bound)
          .or(() -> refuse(scalar, "is not a " + kind.title(), kind.advice()));
    } catch (NumberFormatException notNumber) {
      return refuse(scalar, "is not a " + kind.title(), kind.advice());
    }
  }

  /** A bare number counts nanoseconds, as in the original; few who write a small one mean that. */
  private Optional<Duration> duration(Scalar scalar, String text) {
    Optional<Duration> duration = GoDuration.parse(text);
    boolean bare = !text.isEmpty() && Character.isDigit(text.charAt(text.length() - 1));
    if (bare
        && duration
            .filter(nanos -> nanos.isPositive() && nanos.compareTo(BARE_MIN) < 0)
            .isPresent()) {
      problems.warning(
          path,
          "\"" + text + "\" has no unit and counts nanoseconds",
          "write " + text + "s if seconds are meant",
          scalar.origin());
    }
    return duration;
  }

  /** Some tools write every number with a fraction; one of zeros says nothing. */
  private static String whole(String text) {
    return text.indexOf('.') < 0 ? text : FRACTION.matcher(text).replaceFirst("");
  }

  /** The words the original takes for true and false. */
  private static Optional<Boolean> truth(String text) {
    return switch (text) {
      case "true", "TRUE", "True", "t", "T", "1" -> Optional.of(true);
      case "false", "FALSE", "False", "f", "F", "0", "" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private Optional<Object> choice(Class<?> type, List<String> words, Scalar scalar) {
    int index = words.indexOf(scalar.text().strip().toLowerCase(Locale.ROOT));
    Object[] constants = type.getEnumConstants();
    return index >= 0
        ? Optional.of(constants[index])
        : refuse(scalar, "is not known", "write one of " + String.join(", ", words));
  }

  private Optional<Object> texts(ConfigNode node) {
    return switch (node) {
      case Scalar scalar when scalar.text().isBlank() -> Optional.of(List.of());
      case Scalar scalar -> Optional.of(List.of(scalar.text().strip().split("\\s+")));
      case Items list ->
          Optional.of(
              list.items().stream()
                  .flatMap(item -> scalar(item, "text").stream())
                  .map(Scalar::text)
                  .toList());
      case Block block ->
          refuse(new Scalar("", block.origin()), "is not a list of texts", "write a list");
    };
  }

  private Optional<Object> textMap(ConfigNode node) {
    return switch (node) {
      case Scalar scalar when scalar.text().isBlank() -> Optional.of(Map.of());
      case Scalar scalar -> parsed(scalar).flatMap(this::textMap);
      case Items list -> pairs(list);
      case Block block -> Optional.of(textsByName(block));
    };
  }

  /** A list of keys with values, for names that a file cannot hold as keys. */
  private Optional<Object> pairs(Items list) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (ConfigNode item : list.items()) {
      if (item instanceof Block pair
          && pair.member("key").orElse(null) instanceof Scalar key
          && pair.member("value").orElse(null) instanceof Scalar value) {
        if (texts.put(key.text(), value.text()) != null) {
          return refuse(new Scalar(key.text(), key.origin()), "is there twice", "remove one");
        }
      } else {
        return refuse(
            new Scalar("", item.origin()),
            "is not a map of texts",
            "write key: value, or a list of {key, value}");
      }
    }
    return Optional.of(texts);
  }

  private Map<String, String> textsByName(Block block) {
    Map<String, String> texts = new LinkedHashMap<>();
    block
        .members()
        .forEach(
            (name, value) -> scalar(value, "text").ifPresent(text -> texts.put(name, text.text())));
    return texts;
  }

  /** A map written as JSON, which is how an environment variable holds one. */
  private Optional<ConfigNode> parsed(Scalar scalar) {
    try {
      if (JsonText.parse(scalar.text(), scalar.origin()) instanceof Block block) {
        return Optional.of(block);
      }
    } catch (ConfigSyntaxException notJson) {
      problems.error(
          path,
          scalar,
          field.secret(),
          "is not a map of texts: " + notJson.getMessage(),
          "write JSON such as {\"name\": \"value\"}");
      return Optional.empty();
    }
    refuse(scalar, "is not a map of texts", "write JSON such as {\"name\": \"value\"}");
    return Optional.empty();
  }

  private Optional<Object> refuse(Scalar scalar, String message, String remedy) {
    problems.error(path, scalar, field.secret(), message, remedy);
    return Optional.empty();
  }
}
