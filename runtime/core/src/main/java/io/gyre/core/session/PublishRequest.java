package io.gyre.core.session;

import io.gyre.spi.channel.ClientInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to publish.
 *
 * @param data the payload
 * @param tags for filters
 * @param info the publishing client, or null for the back end
 * @param skipHistory keep it out of the stream
 * @param idempotencyKey empty for none
 * @param version 0 for none. Unsigned.
 * @param versionEpoch may be empty
 * @param delta ask for a delta, beside what the namespace says
 */
public record PublishRequest(
    byte[] data,
    Map<String, String> tags,
    @Nullable ClientInfo info,
    boolean skipHistory,
    String idempotencyKey,
    long version,
    String versionEpoch,
    boolean delta) {

  /** Whether it is to be kept as the channel's namespace says, and no more. */
  boolean asksForNothing() {
    return idempotencyKey.isEmpty()
        && version == 0
        && versionEpoch.isEmpty()
        && !delta
        && !skipHistory;
  }

  /** What a client publishes. */
  static PublishRequest of(byte[] data, ClientInfo info, boolean skipHistory) {
    return new PublishRequest(data, Map.of(), info, skipHistory, "", 0, "", false);
  }
}
