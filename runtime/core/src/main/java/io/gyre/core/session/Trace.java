package io.gyre.core.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gyre.protocol.Command;
import io.gyre.protocol.JsonEncoder;
import io.gyre.protocol.NotJsonException;
import io.gyre.protocol.Push;
import io.gyre.protocol.Result;

/**
 * Writes what goes between server and clients to the log at trace level, in words whatever the
 * encoding, tokens and headers left out. Costs a look at the level where it is off.
 */
final class Trace {
  private static final System.Logger LOG = System.getLogger("gyre.trace");
  private static final int TEXT_MAX = 1024;

  private Trace() {}

  /** Whether anybody reads it; what is costly to put into words may ask first. */
  static boolean on() {
    return LOG.isLoggable(System.Logger.Level.TRACE);
  }

  /** A command came. */
  static void in(String client, Command command) {
    if (!on()) {
      return;
    }
    log("-->", client, "id=" + command.id() + " " + text(command));
  }

  /** A reply goes. */
  static void reply(String client, long id, Result result) {
    if (!on()) {
      return;
    }
    try {
      log("<--", client, new String(JsonEncoder.INSTANCE.reply(id, result), UTF_8));
    } catch (NotJsonException binary) {
      log(
          "<--",
          client,
          "id=" + id + " " + result.getClass().getSimpleName() + " with binary data");
    }
  }

  /** A push goes to a client. */
  static void push(String client, String channel, Push push) {
    if (!on()) {
      return;
    }
    try {
      log("<--", client, new String(JsonEncoder.INSTANCE.push(channel, push), UTF_8));
    } catch (NotJsonException binary) {
      log("<--", client, push.getClass().getSimpleName() + " channel=" + channel + " binary data");
    }
  }

  private static void log(String direction, String client, String text) {
    String cut = text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) + "..." : text;
    LOG.log(System.Logger.Level.TRACE, direction + " client=" + client + " " + cut);
  }

  private static String text(Command command) {
    return switch (command) {
      case Command.Connect c ->
          "connect name=%s version=%s data=%s subs=%s"
              .formatted(c.name(), c.version(), text(c.data()), c.subs().keySet());
      case Command.Subscribe c -> {
        var r = c.request();
        yield "subscribe channel=%s recover=%s offset=%s epoch=%s data=%s"
            .formatted(
                r.channel(),
                r.recover(),
                Long.toUnsignedString(r.offset()),
                r.epoch(),
                text(r.data()));
      }
      case Command.Unsubscribe c -> "unsubscribe channel=" + c.channel();
      case Command.Publish c -> "publish channel=" + c.channel() + " data=" + text(c.data());
      case Command.Presence c -> "presence channel=" + c.channel();
      case Command.PresenceStats c -> "presence_stats channel=" + c.channel();
      case Command.History c ->
          "history channel=%s limit=%d since=%s reverse=%s"
              .formatted(c.channel(), c.limit(), c.since(), c.reverse());
      case Command.Rpc c -> "rpc method=" + c.method() + " data=" + text(c.data());
      case Command.Send c -> "send data=" + text(c.data());
      case Command.Refresh _ -> "refresh";
      case Command.SubRefresh c -> "sub_refresh channel=" + c.channel();
      case Command.Ping _ -> "ping";
      case Command.Pong _ -> "pong";
      case Command.Unknown _ -> "unknown";
    };
  }

  private static String text(byte[] data) {
    return new String(data, UTF_8);
  }
}
