package io.gyre.server.config;

import io.gyre.config.GoDuration;
import io.gyre.config.Problems;
import io.gyre.core.channel.ChannelConfig;
import io.gyre.core.channel.NamespaceConfig;
import io.gyre.core.session.ClientConfig;
import java.time.Duration;
import java.util.List;

/** Sessions: pings, origins, the personal channel, disconnects of one-way transports. */
final class ClientRules {

  private ClientRules() {}

  static void check(GyreConfig config, Problems problems) {
    ClientConfig client = config.client().sessions();
    pings(client.pingInterval(), client.pongTimeout(), problems);
    origins(client.allowedOrigins(), problems);
    personalChannel(config, problems);
    disconnects(client.connectCodeToUnidirectionalDisconnect(), problems);
  }

  private static void pings(Duration ping, Duration pong, Problems problems) {
    if (ping.compareTo(pong) <= 0) {
      problems.error(
          "client.ping_interval",
          GoDuration.format(ping),
          "must be longer than client.pong_timeout (" + GoDuration.format(pong) + ")",
          "lengthen the one or shorten the other");
    }
  }

  private static void origins(List<String> origins, Problems problems) {
    for (String origin : origins) {
      if (!balanced(origin)) {
        problems.error(
            "client.allowed_origins",
            origin,
            "is not a pattern of origins",
            "write patterns such as https://*.example.com; in a variable, separate them by spaces");
      }
    }
  }

  /** Whether each bracket and brace of a glob is closed and holds something. */
  private static boolean balanced(String glob) {
    int braces = 0;
    for (int index = 0; index < glob.length(); index++) {
      switch (glob.charAt(index)) {
        case '\\' -> index++;
        case '{' -> braces++;
        case '}' -> braces--;
        case '[' -> {
          int end = glob.indexOf(']', index + 1);
          if (end <= index + 1 || !charactersOrRange(glob.substring(index + 1, end))) {
            return false;
          }
          index = end;
        }
        default -> {}
      }
      if (braces < 0) {
        return false;
      }
    }
    return braces == 0;
  }

  private static boolean charactersOrRange(String inside) {
    String members = inside.startsWith("!") ? inside.substring(1) : inside;
    return !members.isEmpty() && (!members.contains("-") || members.matches(".-."));
  }

  private static void personalChannel(GyreConfig config, Problems problems) {
    ClientConfig.PersonalChannel personal =
        config.client().sessions().subscribeToUserPersonalChannel();
    String name = personal.personalChannelNamespace();
    List<String> names =
        config.channel().rules().namespaces().stream().map(NamespaceConfig::name).toList();
    if (personal.enabled() && !name.isEmpty() && !names.contains(name)) {
      problems.error(
          "client.subscribe_to_user_personal_channel.personal_channel_namespace",
          name,
          "is no namespace",
          "add it to channel.namespaces");
    }
    if (personal.singleConnection() && !presence(config.channel().rules(), personal)) {
      problems.error(
          "client.subscribe_to_user_personal_channel.single_connection",
          "true",
          "needs presence in the channels of "
              + (personal.enabled() && !name.isEmpty() ? "namespace " + name : "no namespace"),
          "switch presence on there");
    }
  }

  /** Whether the personal channels know who is there; that of no namespace always counts. */
  private static boolean presence(ChannelConfig channel, ClientConfig.PersonalChannel personal) {
    String name = personal.personalChannelNamespace();
    boolean without = !personal.enabled() || name.isEmpty();
    return (!without || channel.withoutNamespace().presence())
        && channel.namespaces().stream()
            .filter(namespace -> namespace.name().equals(name))
            .allMatch(namespace -> namespace.options().presence());
  }

  private static void disconnects(
      ClientConfig.UnidirectionalDisconnects mapping, Problems problems) {
    for (int index = 0; index < mapping.transforms().size(); index++) {
      ClientConfig.DisconnectTransform transform = mapping.transforms().get(index);
      String path = "client.connect_code_to_unidirectional_disconnect.transforms[" + index + "]";
      if (transform.code() == 0) {
        problems.error(path + ".code", "", "is required", "write the connect code to match");
      }
      if (transform.to().code() == 0) {
        problems.error(path + ".to.code", "", "is required", "write the disconnect code to use");
      }
      Words.reason(path + ".to.reason", transform.to().reason(), problems);
    }
  }
}
