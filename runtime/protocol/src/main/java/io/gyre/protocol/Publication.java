package io.gyre.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A publication on its way to a client, by itself as a push or in a reply.
 *
 * @param data the payload; for JSON clients it must be JSON, unless dataAsString
 * @param info the publishing client, null when published by the application
 * @param offset unsigned, 0 without history
 * @param delta whether data is a difference to the previous publication
 * @param epoch set where the client cannot know it
 * @param version unsigned
 * @param dataAsString not on the wire: whether the JSON encoder writes data as text in a JSON
 *     string, as subscriptions with delta have it; the Protobuf encoder writes the same bytes
 *     either way
 * @param entry what only entries of map subscriptions have
 */
public record Publication(
    byte[] data,
    @Nullable ClientInfo info,
    long offset,
    Map<String, String> tags,
    boolean delta,
    String epoch,
    long version,
    boolean dataAsString,
    Entry entry)
    implements Push {
  /**
   * What entries of map subscriptions have beside: apart from the rest, since all others have none
   * of it.
   *
   * @param time milliseconds since the epoch
   */
  public record Entry(
      long time, String channel, String key, boolean removed, long score, byte[] prevData) {
    /** Of a publication that is none. */
    public static final Entry NONE = new Entry(0, "", "", false, 0, Bytes.EMPTY);
  }

  /** A publication with data only. */
  public static Publication of(byte[] data) {
    return builder().data(data).build();
  }

  /** Starts with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Sets fields by name; belongs to one thread. */
  public static final class Builder {
    private byte[] data = Bytes.EMPTY;
    private @Nullable ClientInfo info;
    private long offset;
    private Map<String, String> tags = Map.of();
    private boolean delta;
    private boolean isEntry;
    private long time;
    private String channel = "";
    private String key = "";
    private boolean removed;
    private long score;
    private String epoch = "";
    private byte[] prevData = Bytes.EMPTY;
    private long version;
    private boolean dataAsString;

    private Builder() {}

    /** Sets data. */
    public Builder data(byte[] value) {
      this.data = value;
      return this;
    }

    /** Sets info. */
    public Builder info(@Nullable ClientInfo value) {
      this.info = value;
      return this;
    }

    /** Sets offset. */
    public Builder offset(long value) {
      this.offset = value;
      return this;
    }

    /** Sets tags. */
    public Builder tags(Map<String, String> value) {
      this.tags = value;
      return this;
    }

    /** Sets delta. */
    public Builder delta(boolean value) {
      this.delta = value;
      return this;
    }

    /** Sets time. */
    public Builder time(long value) {
      this.time = value;
      this.isEntry = true;
      return this;
    }

    /** Sets channel. */
    public Builder channel(String value) {
      this.channel = value;
      this.isEntry = true;
      return this;
    }

    /** Sets key. */
    public Builder key(String value) {
      this.key = value;
      this.isEntry = true;
      return this;
    }

    /** Sets removed. */
    public Builder removed(boolean value) {
      this.removed = value;
      this.isEntry = true;
      return this;
    }

    /** Sets score. */
    public Builder score(long value) {
      this.score = value;
      this.isEntry = true;
      return this;
    }

    /** Sets epoch. */
    public Builder epoch(String value) {
      this.epoch = value;
      return this;
    }

    /** Sets prevData. */
    public Builder prevData(byte[] value) {
      this.prevData = value;
      this.isEntry = true;
      return this;
    }

    /** Sets version. */
    public Builder version(long value) {
      this.version = value;
      return this;
    }

    /** Sets dataAsString. */
    public Builder dataAsString(boolean value) {
      this.dataAsString = value;
      return this;
    }

    /** The record as set so far. */
    public Publication build() {
      return new Publication(
          data,
          info,
          offset,
          tags,
          delta,
          epoch,
          version,
          dataAsString,
          isEntry ? new Entry(time, channel, key, removed, score, prevData) : Entry.NONE);
    }
  }
}
