package io.gyre.protocol;

import java.util.Map;

/**
 * The session is open.
 *
 * @param ttl seconds until the connection expires, where it does
 * @param subs server-side subscriptions by channel
 * @param ping seconds between pings, 0 for none
 * @param pong whether pings are to be answered
 * @param session with node: where emulated commands are to be sent
 * @param time milliseconds since the epoch, 0 unless asked for by configuration
 */
public record ConnectResult(
    String client,
    String version,
    boolean expires,
    long ttl,
    byte[] data,
    Map<String, SubscribeResult> subs,
    long ping,
    boolean pong,
    String session,
    String node,
    long time)
    implements Result {

  /** Starts with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Sets fields by name; belongs to one thread. */
  public static final class Builder {
    private String client = "";
    private String version = "";
    private boolean expires;
    private long ttl;
    private byte[] data = Bytes.EMPTY;
    private Map<String, SubscribeResult> subs = Map.of();
    private long ping;
    private boolean pong;
    private String session = "";
    private String node = "";
    private long time;

    private Builder() {}

    /** Sets client. */
    public Builder client(String value) {
      this.client = value;
      return this;
    }

    /** Sets version. */
    public Builder version(String value) {
      this.version = value;
      return this;
    }

    /** Sets expires. */
    public Builder expires(boolean value) {
      this.expires = value;
      return this;
    }

    /** Sets ttl. */
    public Builder ttl(long value) {
      this.ttl = value;
      return this;
    }

    /** Sets data. */
    public Builder data(byte[] value) {
      this.data = value;
      return this;
    }

    /** Sets subs. */
    public Builder subs(Map<String, SubscribeResult> value) {
      this.subs = value;
      return this;
    }

    /** Sets ping. */
    public Builder ping(long value) {
      this.ping = value;
      return this;
    }

    /** Sets pong. */
    public Builder pong(boolean value) {
      this.pong = value;
      return this;
    }

    /** Sets session. */
    public Builder session(String value) {
      this.session = value;
      return this;
    }

    /** Sets node. */
    public Builder node(String value) {
      this.node = value;
      return this;
    }

    /** Sets time. */
    public Builder time(long value) {
      this.time = value;
      return this;
    }

    /** The record as set so far. */
    public ConnectResult build() {
      return new ConnectResult(
          client, version, expires, ttl, data, subs, ping, pong, session, node, time);
    }
  }
}
