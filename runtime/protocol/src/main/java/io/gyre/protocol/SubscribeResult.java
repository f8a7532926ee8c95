package io.gyre.protocol;

import java.util.List;

/**
 * The client is subscribed; ttl in seconds, offset unsigned.
 *
 * @param recovered whether publications close the gap since the position the client asked for
 * @param wasRecovering whether the client asked for recovery
 * @param state entries of a map subscription
 * @param publishDebounce milliseconds
 */
public record SubscribeResult(
    boolean expires,
    long ttl,
    boolean recoverable,
    String epoch,
    List<Publication> publications,
    boolean recovered,
    long offset,
    boolean positioned,
    byte[] data,
    boolean wasRecovering,
    boolean delta,
    long id,
    int type,
    int phase,
    String cursor,
    List<Publication> state,
    long publishDebounce)
    implements Result {

  /** Starts with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Sets fields by name; belongs to one thread. */
  public static final class Builder {
    private boolean expires;
    private long ttl;
    private boolean recoverable;
    private String epoch = "";
    private List<Publication> publications = List.of();
    private boolean recovered;
    private long offset;
    private boolean positioned;
    private byte[] data = Bytes.EMPTY;
    private boolean wasRecovering;
    private boolean delta;
    private long id;
    private int type;
    private int phase;
    private String cursor = "";
    private List<Publication> state = List.of();
    private long publishDebounce;

    private Builder() {}

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

    /** Sets recoverable. */
    public Builder recoverable(boolean value) {
      this.recoverable = value;
      return this;
    }

    /** Sets epoch. */
    public Builder epoch(String value) {
      this.epoch = value;
      return this;
    }

    /** Sets publications. */
    public Builder publications(List<Publication> value) {
      this.publications = value;
      return this;
    }

    /** Sets recovered. */
    public Builder recovered(boolean value) {
      this.recovered = value;
      return this;
    }

    /** Sets offset. */
    public Builder offset(long value) {
      this.offset = value;
      return this;
    }

    /** Sets positioned. */
    public Builder positioned(boolean value) {
      this.positioned = value;
      return this;
    }

    /** Sets data. */
    public Builder data(byte[] value) {
      this.data = value;
      return this;
    }

    /** Sets wasRecovering. */
    public Builder wasRecovering(boolean value) {
      this.wasRecovering = value;
      return this;
    }

    /** Sets delta. */
    public Builder delta(boolean value) {
      this.delta = value;
      return this;
    }

    /** Sets id. */
    public Builder id(long value) {
      this.id = value;
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

    /** Sets state. */
    public Builder state(List<Publication> value) {
      this.state = value;
      return this;
    }

    /** Sets publishDebounce. */
    public Builder publishDebounce(long value) {
      this.publishDebounce = value;
      return this;
    }

    /** The record as set so far. */
    public SubscribeResult build() {
      return new SubscribeResult(
          expires,
          ttl,
          recoverable,
          epoch,
          publications,
          recovered,
          offset,
          positioned,
          data,
          wasRecovering,
          delta,
          id,
          type,
          phase,
          cursor,
          state,
          publishDebounce);
    }
  }
}
