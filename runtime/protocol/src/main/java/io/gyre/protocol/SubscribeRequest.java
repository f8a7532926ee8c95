package io.gyre.protocol;

import org.jspecify.annotations.Nullable;

/**
 * How a client wants to subscribe. Codes are as sent: the session refuses those it does not know.
 *
 * @param recover whether offset and epoch name the position to recover from; offset is unsigned
 * @param delta the delta format asked for, empty for none
 * @param filter which publications to deliver, by their tags; null for all
 * @param flag bits: 1 channel compaction, 2 refuse instead of losing publications
 * @param type the kind of subscription: 0 stream, others map or shared poll
 */
public record SubscribeRequest(
    String channel,
    String token,
    boolean recover,
    String epoch,
    long offset,
    byte[] data,
    boolean positioned,
    boolean recoverable,
    boolean joinLeave,
    String delta,
    @Nullable FilterNode filter,
    long flag,
    int type,
    int phase,
    String cursor,
    int limit,
    boolean ascending) {

  /** Starts with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Sets fields by name; belongs to one thread. */
  public static final class Builder {
    private String channel = "";
    private String token = "";
    private boolean recover;
    private String epoch = "";
    private long offset;
    private byte[] data = Bytes.EMPTY;
    private boolean positioned;
    private boolean recoverable;
    private boolean joinLeave;
    private String delta = "";
    private @Nullable FilterNode filter;
    private long flag;
    private int type;
    private int phase;
    private String cursor = "";
    private int limit;
    private boolean ascending;

    private Builder() {}

    /** Sets channel. */
    public Builder channel(String value) {
      this.channel = value;
      return this;
    }

    /** Sets token. */
    public Builder token(String value) {
      this.token = value;
      return this;
    }

    /** Sets recover. */
    public Builder recover(boolean value) {
      this.recover = value;
      return this;
    }

    /** Sets epoch. */
    public Builder epoch(String value) {
      this.epoch = value;
      return this;
    }

    /** Sets offset. */
    public Builder offset(long value) {
      this.offset = value;
      return this;
    }

    /** Sets data. */
    public Builder data(byte[] value) {
      this.data = value;
      return this;
    }

    /** Sets positioned. */
    public Builder positioned(boolean value) {
      this.positioned = value;
      return this;
    }

    /** Sets recoverable. */
    public Builder recoverable(boolean value) {
      this.recoverable = value;
      return this;
    }

    /** Sets joinLeave. */
    public Builder joinLeave(boolean value) {
      this.joinLeave = value;
      return this;
    }

    /** Sets delta. */
    public Builder delta(String value) {
      this.delta = value;
      return this;
    }

    /** Sets filter. */
    public Builder filter(@Nullable FilterNode value) {
      this.filter = value;
      return this;
    }

    /** Sets flag. */
    public Builder flag(long value) {
      this.flag = value;
      return this;
    }

    /** Sets type. */
    public Builder type(int value) {
      this.type = value;
      return this;
    }

    /** Sets phase. */
    public Builder phase(int value) {
      this.phase = value;
      return this;
    }

    /** Sets cursor. */
    public Builder cursor(String value) {
      this.cursor = value;
      return this;
    }

    /** Sets limit. */
    public Builder limit(int value) {
      this.limit = value;
      return this;
    }

    /** Sets ascending. */
    public Builder ascending(boolean value) {
      this.ascending = value;
      return this;
    }

    /** The record as set so far. */
    public SubscribeRequest build() {
      return new SubscribeRequest(
          channel,
          token,
          recover,
          epoch,
          offset,
          data,
          positioned,
          recoverable,
          joinLeave,
          delta,
          filter,
          flag,
          type,
          phase,
          cursor,
          limit,
          ascending);
    }
  }
}
