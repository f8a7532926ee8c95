package io.gyre.auth;

import io.gyre.auth.Claims.Grant;
import io.gyre.protocol.JsonReader;
import io.gyre.protocol.JsonReader.Kind;
import io.gyre.spi.channel.ChannelFlag;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the claims of one token; bounded by the size of the token and the depth of the reader. */
final class ClaimsReader {
  private final JsonReader reader;
  private final String userClaim;

  private String user = "";
  private double expires = Double.NaN;
  private double notBefore = Double.NaN;
  private @Nullable Long expireAt;
  private String issuer = "";
  private List<String> audience = List.of();
  private String channel = "";
  private String client = "";
  private byte[] meta = new byte[0];
  private List<String> channels = List.of();
  private Map<String, Grant> subscriptions = Map.of();
  private final GrantReader grant;

  private ClaimsReader(byte[] json, String userClaim) {
    this.reader = new JsonReader(json);
    this.userClaim = userClaim;
    this.grant = new GrantReader(reader);
  }

  /**
   * Reads claims.
   *
   * @param userClaim the claim that holds the user, empty for {@code sub}
   * @throws IllegalArgumentException a time is no time
   * @throws io.gyre.protocol.ProtocolException it is no JSON, or a claim is of another type
   */
  static Claims read(byte[] json, String userClaim) {
    return new ClaimsReader(json, userClaim).read();
  }

  private Claims read() {
    boolean object = reader.beginObject();
    while (object && reader.nextField()) {
      claim(reader.fieldName());
    }
    reader.end();
    return new Claims(
        user,
        expires,
        notBefore,
        expireAt,
        issuer,
        audience,
        channel,
        client,
        grant.result(),
        meta,
        channels,
        subscriptions);
  }

  private void claim(String name) {
    if (name.equals(userClaim)) {
      user = text();
      return;
    }
    switch (name) {
      case "sub" -> subject();
      case "exp" -> expires = time(expires);
      case "nbf" -> notBefore = time(notBefore);
      case "iat" -> time(0);
      case "expire_at" -> expireAt = reader.nullValue() ? null : reader.int64();
      case "iss" -> issuer = reader.string();
      case "aud" -> audience = audience();
      case "channel" -> channel = reader.string();
      case "client" -> client = reader.string();
      case "meta" -> meta = GrantReader.json(reader);
      case "channels" -> channels = strings();
      case "subs" -> subscriptions = subscriptions();
      default -> {
        if (!grant.field(name)) {
          reader.skip();
        }
      }
    }
  }

  private void subject() {
    String subject = reader.string();
    if (userClaim.isEmpty()) {
      user = subject;
    }
  }

  /** Reads any value as text: a string as what it says, all else as it is written. */
  private String text() {
    return switch (reader.peek()) {
      case STRING, NULL -> reader.string();
      default -> new String(reader.raw(), StandardCharsets.UTF_8);
    };
  }

  /** Reads a time; some libraries write the number as a string. */
  private double time(double absent) {
    if (reader.nullValue()) {
      return absent;
    }
    double seconds =
        reader.peek() == Kind.STRING
            ? Double.parseDouble(digits(reader.string()))
            : reader.number64();
    if (!(Math.abs(seconds) <= Claims.SECONDS_MAX)) {
      throw new IllegalArgumentException("time out of range");
    }
    return seconds;
  }

  /** Refuses what Java would read as a number but JSON would not. */
  private static String digits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789.+-eE".indexOf(text.charAt(i)) < 0) {
        throw new IllegalArgumentException("time is no number");
      }
    }
    return text;
  }

  private List<String> audience() {
    return reader.peek() == Kind.STRING ? List.of(reader.string()) : strings();
  }

  private List<String> strings() {
    List<String> strings = new ArrayList<>();
    boolean array = reader.beginArray();
    while (array && reader.nextElement()) {
      strings.add(reader.string());
    }
    return strings;
  }

  private Map<String, Grant> subscriptions() {
    Map<String, Grant> grants = new LinkedHashMap<>();
    boolean object = reader.beginObject();
    while (object && reader.nextField()) {
      String name = reader.fieldName();
      grants.put(name, new GrantReader(reader).read());
    }
    return grants;
  }

  /**
   * Reads the fields that a connection, a subscription token and each of its subs have in common.
   */
  private static final class GrantReader {
    private final JsonReader reader;
    private byte[] info = new byte[0];
    private String base64Info = "";
    private byte[] data = new byte[0];
    private String base64Data = "";
    private final Map<ChannelFlag, Boolean> overrides = new EnumMap<>(ChannelFlag.class);

    GrantReader(JsonReader reader) {
      this.reader = reader;
    }

    Grant read() {
      boolean object = reader.beginObject();
      while (object && reader.nextField()) {
        if (!field(reader.fieldName())) {
          reader.skip();
        }
      }
      return result();
    }

    Grant result() {
      return new Grant(info, base64Info, data, base64Data, overrides);
    }

    boolean field(String name) {
      switch (name) {
        case "info" -> info = json(reader);
        case "b64info" -> base64Info = reader.string();
        case "data" -> data = json(reader);
        case "b64data" -> base64Data = reader.string();
        case "override" -> overrides();
        default -> {
          return false;
        }
      }
      return true;
    }

    private void overrides() {
      boolean object = reader.beginObject();
      while (object && reader.nextField()) {
        ChannelFlag flag = flag(reader.fieldName());
        if (flag == null) {
          reader.skip();
        } else {
          override(flag);
        }
      }
    }

    private void override(ChannelFlag flag) {
      if (!reader.beginObject()) {
        return;
      }
      boolean value = false;
      while (reader.nextField()) {
        if ("value".equals(reader.fieldName())) {
          value = reader.bool();
        } else {
          reader.skip();
        }
      }
      overrides.put(flag, value);
    }

    private static @Nullable ChannelFlag flag(String name) {
      return switch (name) {
        case "presence" -> ChannelFlag.PRESENCE;
        case "join_leave" -> ChannelFlag.JOIN_LEAVE;
        case "force_push_join_leave" -> ChannelFlag.FORCE_PUSH_JOIN_LEAVE;
        case "force_recovery" -> ChannelFlag.FORCE_RECOVERY;
        case "force_positioning" -> ChannelFlag.FORCE_POSITIONING;
        default -> null;
      };
    }

    /** Copies a value as it is written; null is nothing. */
    static byte[] json(JsonReader reader) {
      return reader.nullValue() ? new byte[0] : reader.raw();
    }
  }
}
