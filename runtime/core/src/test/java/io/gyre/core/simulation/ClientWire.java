package io.gyre.core.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gyre.protocol.ReplyReader;
import io.gyre.spi.transport.Encoding;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** What a client puts on the wire and reads from it, in both encodings. */
final class ClientWire {
  private static final int DELIMITED = 2;

  private final Encoding encoding;

  ClientWire(Encoding encoding) {
    this.encoding = encoding;
  }

  /**
   * What a client asks for.
   *
   * @param recover whether offset and epoch count
   */
  record Wish(
      String channel,
      boolean recover,
      long offset,
      String epoch,
      boolean delta,
      boolean filtered) {}

  byte[] connect(long id, String token, List<Wish> subs) {
    if (encoding == Encoding.JSON) {
      StringBuilder map = new StringBuilder();
      for (Wish wish : subs) {
        map.append(map.isEmpty() ? "" : ",")
            .append('"' + wish.channel() + "\":{" + json(wish) + "}");
      }
      return text(id, "\"connect\":{\"token\":\"" + token + "\",\"subs\":{" + map + "}}");
    }
    var body = new Message().text(1, token);
    for (Wish wish : subs) {
      body.nested(3, new Message().text(1, wish.channel()).nested(2, protobuf(wish)));
    }
    return new Message().number(1, id).nested(4, body).bytes();
  }

  byte[] subscribe(long id, Wish wish) {
    return encoding == Encoding.JSON
        ? text(id, "\"subscribe\":{\"channel\":\"" + wish.channel() + "\"," + json(wish) + "}")
        : new Message().number(1, id).nested(5, protobuf(wish)).bytes();
  }

  byte[] unsubscribe(long id, String channel) {
    return encoding == Encoding.JSON
        ? text(id, "\"unsubscribe\":{\"channel\":\"" + channel + "\"}")
        : new Message().number(1, id).nested(6, new Message().text(1, channel)).bytes();
  }

  /** Puts commands into one frame. */
  byte[] frame(List<byte[]> commands) {
    var frame = new ByteArrayOutputStream();
    for (byte[] command : commands) {
      if (encoding == Encoding.PROTOBUF) {
        varint(frame, command.length);
      } else if (frame.size() > 0) {
        frame.write('\n');
      }
      frame.writeBytes(command);
    }
    return frame.toByteArray();
  }

  /** Reads what the server sent. */
  ReplyReader read(byte[] frame) {
    return encoding == Encoding.JSON ? ReplyReader.json(frame) : ReplyReader.protobuf(frame);
  }

  /** The payload itself, where JSON wraps it in a string for a subscriber with deltas. */
  byte[] payload(byte[] data, boolean delta) {
    return encoding == Encoding.JSON && delta ? unquoted(new String(data, UTF_8)) : data;
  }

  private static byte[] unquoted(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 1; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      plain.append(c == '\\' ? escaped(text.charAt(++i)) : c);
    }
    return plain.toString().getBytes(UTF_8);
  }

  private static char escaped(char c) {
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'n' -> '\n';
      default -> throw new IllegalArgumentException("unexpected escape " + c);
    };
  }

  private static byte[] text(long id, String command) {
    return ("{\"id\":" + id + "," + command + "}").getBytes(UTF_8);
  }

  private static String json(Wish wish) {
    String filter =
        wish.filtered()
            ? ",\"tf\":{\"key\":\"" + PublishedLog.TAG + "\",\"cmp\":\"eq\",\"val\":\"yes\"}"
            : "";
    String delta = wish.delta() ? ",\"delta\":\"fossil\"" : "";
    return "\"recover\":%s,\"offset\":%d,\"epoch\":\"%s\"%s%s"
        .formatted(wish.recover(), wish.offset(), wish.epoch(), delta, filter);
  }

  private static Message protobuf(Wish wish) {
    Message message =
        new Message()
            .text(1, wish.channel())
            .number(3, wish.recover() ? 1 : 0)
            .text(6, wish.epoch())
            .number(7, wish.offset());
    if (wish.delta()) {
      message.text(12, "fossil");
    }
    if (wish.filtered()) {
      message.nested(13, new Message().text(2, PublishedLog.TAG).text(3, "eq").text(4, "yes"));
    }
    return message;
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while (rest >= 0x80) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /** A Protobuf message being written. */
  private static final class Message {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint(out, (long) field << 3);
      varint(out, value);
      return this;
    }

    Message text(int field, String value) {
      return raw(field, value.getBytes(UTF_8));
    }

    Message nested(int field, Message value) {
      return raw(field, value.bytes());
    }

    private Message raw(int field, byte[] value) {
      varint(out, (long) field << 3 | DELIMITED);
      varint(out, value.length);
      out.writeBytes(value);
      return this;
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }
}
