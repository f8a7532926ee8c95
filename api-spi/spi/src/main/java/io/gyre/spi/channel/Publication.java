package io.gyre.spi.channel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message in a channel. The array belongs to the record once passed in and is never written to
 * again.
 *
 * @param offset place in the channel's stream, from 1; 0 where no history is kept. Unsigned.
 * @param data the payload as published: JSON text or any bytes
 * @param info the client that published, or null when a back end did
 * @param tags attached by the publisher; clients may filter by them
 * @param timeMillis when the broker took it, in milliseconds since 1970; 0 if unknown
 * @param version of what the data describes, as {@link PublishOptions#version} said; 0 for none.
 *     Unsigned.
 */
public record Publication(
    long offset,
    byte[] data,
    @Nullable ClientInfo info,
    Map<String, String> tags,
    long timeMillis,
    long version) {

  /** Copies the tags. */
  public Publication {
    tags = Map.copyOf(tags);
  }

  /** A publication without a version. */
  public Publication(
      long offset,
      byte[] data,
      @Nullable ClientInfo info,
      Map<String, String> tags,
      long timeMillis) {
    this(offset, data, info, tags, timeMillis, 0);
  }

  /** The same publication as a broker took it: at a place in a stream, at a time. */
  public Publication at(long newOffset, long newTimeMillis, long newVersion) {
    return new Publication(newOffset, data, info, tags, newTimeMillis, newVersion);
  }
}
