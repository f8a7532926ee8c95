package io.gyre.config;

import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigNode.Scalar;
import io.gyre.config.ConfigType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The flags of a command line that are keys: {@code --http_server.port 9000}, {@code
 * --http_server.port=9000}, and, for a switch, {@code --client.insecure} alone.
 *
 * @param values texts by dotted key
 * @param rest the arguments that are no keys, in order
 */
public record FlagOverlay(Map<String, String> values, List<String> rest) {

  /** Copies both. */
  public FlagOverlay {
    values = Map.copyOf(values);
    rest = List.copyOf(rest);
  }

  /**
   * Splits the arguments of a command line.
   *
   * @throws ConfigSyntaxException if a flag lacks its value or names no key though it has a dot
   */
  public static FlagOverlay of(ConfigSchema schema, List<String> arguments) {
    Map<String, String> values = new TreeMap<>();
    List<String> rest = new ArrayList<>();
    for (int index = 0; index < arguments.size(); index++) {
      String argument = arguments.get(index);
      int equals = argument.indexOf('=');
      String name = name(argument, equals);
      Optional<ConfigField> field = schema.field(name).filter(FlagOverlay::single);
      if (field.isEmpty()) {
        refuseUnknown(schema, name);
        rest.add(argument);
      } else if (equals >= 0) {
        values.put(name, argument.substring(equals + 1));
      } else if (isSwitch(field.get())) {
        values.put(name, "true");
      } else if (++index < arguments.size()) {
        values.put(name, arguments.get(index));
      } else {
        throw new ConfigSyntaxException("flag --" + name + " needs a value");
      }
    }
    return new FlagOverlay(values, rest);
  }

  private static String name(String argument, int equals) {
    boolean flag = argument.startsWith("--");
    return flag ? argument.substring(2, equals < 0 ? argument.length() : equals) : "";
  }

  private static boolean single(ConfigField field) {
    return ConfigSchema.keysOf(field.type()).isEmpty();
  }

  private static boolean isSwitch(ConfigField field) {
    return field.type() instanceof ConfigType.Single value && value.kind() == Kind.BOOLEAN;
  }

  private static void refuseUnknown(ConfigSchema schema, String name) {
    if (name.contains(".")) {
      String hint =
          NearestName.of(name, schema.paths())
              .map(near -> "; did you mean --" + near + "?")
              .orElse("");
      throw new ConfigSyntaxException("unknown flag: --" + name + hint);
    }
  }

  /** The tree with the flags laid over it. */
  public Block apply(Block tree) {
    Block changed = tree;
    for (Map.Entry<String, String> value : values.entrySet()) {
      changed = changed.withAt(value.getKey(), new Scalar(value.getValue(), "--" + value.getKey()));
    }
    return changed;
  }
}
