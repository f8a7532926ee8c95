package io.gyre.auth;

import io.gyre.spi.channel.ChannelFlag;
import io.gyre.spi.channel.SubscribeOptions;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a token says, whether or not it is believed. What the token leaves out is empty.
 *
 * @param user from {@code sub}, or from the claim configured instead
 * @param expires {@code exp} in seconds since 1970, NaN if absent
 * @param notBefore {@code nbf} in seconds since 1970, NaN if absent
 * @param expireAt {@code expire_at} in seconds since 1970, null if absent
 * @param issuer who made the token
 * @param audience whom it is for
 * @param channel of a subscription token
 * @param client of a subscription token, the only connection that may use it
 * @param grant info of a connection token; info, data and overrides of a subscription token
 * @param meta kept with the connection, as JSON
 * @param channels to subscribe the connection to with plain options
 * @param subscriptions to subscribe the connection to; if there are any, channels do not count
 */
record Claims(
    String user,
    double expires,
    double notBefore,
    @Nullable Long expireAt,
    String issuer,
    List<String> audience,
    String channel,
    String client,
    Grant grant,
    byte[] meta,
    List<String> channels,
    Map<String, Grant> subscriptions) {

  /** Times beyond this, in seconds since 1970, are no times. */
  static final long SECONDS_MAX = 1_000_000_000_000_000L;

  private static final byte[] NOTHING = new byte[0];

  /**
   * What a token grants to a connection or to one subscription. Data comes as JSON or in base 64;
   * the latter wins.
   */
  record Grant(
      byte[] info,
      String base64Info,
      byte[] data,
      String base64Data,
      Map<ChannelFlag, Boolean> overrides) {

    /** Grants nothing in particular. */
    static final Grant NONE = new Grant(NOTHING, "", NOTHING, "", Map.of());

    /** Returns the info; throws IllegalArgumentException if its base 64 is not. */
    byte[] decodedInfo() {
      return base64Info.isEmpty() ? info : Base64.getDecoder().decode(base64Info);
    }

    /** Returns the options; throws IllegalArgumentException if a base 64 is not. */
    SubscribeOptions options(@Nullable Instant expireAt) {
      byte[] decodedData = base64Data.isEmpty() ? data : Base64.getDecoder().decode(base64Data);
      return new SubscribeOptions(expireAt, decodedInfo(), decodedData, overrides);
    }
  }

  /**
   * Returns when what the token grants must be refreshed, null for never: its own expiry, unless
   * {@code expire_at} says otherwise.
   */
  @Nullable Instant refreshAt() {
    Long explicit = expireAt;
    if (explicit != null) {
      return explicit > 0 ? Instant.ofEpochSecond(Math.min(explicit, SECONDS_MAX)) : null;
    }
    return Double.isNaN(expires) ? null : Instant.ofEpochSecond((long) expires);
  }

  /** Says whether the token may be used at a time: not expired, and not too early. */
  boolean isCurrent(Instant now) {
    double seconds = now.toEpochMilli() / 1000.0;
    // Comparing with NaN is false, so an absent claim limits nothing.
    return !(expires <= seconds) && !(notBefore > seconds);
  }
}
