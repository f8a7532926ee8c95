package io.gyre.transport.http;

import io.gyre.spi.Key;
import java.util.List;

/** HTTP statuses for failed connects on one-way HTTP transports. */
public record ConnectResponses(
    @Key(
            doc =
                "Answer connect failures with an HTTP status instead of a stream with a disconnect"
                    + " push; unmatched codes give 500.",
            fallback = "false")
        boolean enabled,
    @Key(doc = "List of code -> response rules (JSON in env).", fallback = "")
        List<Transform> transforms) {

  /**
   * Checks the rules, whether or not they are to be used.
   *
   * @throws IllegalArgumentException if one says too little
   */
  public ConnectResponses {
    transforms = List.copyOf(transforms);
    for (int index = 0; index < transforms.size(); index++) {
      Transform transform = transforms.get(index);
      if (transform.code() == 0) {
        throw new IllegalArgumentException("transforms[" + index + "].code is required");
      }
      if (transform.to().statusCode() == 0) {
        throw new IllegalArgumentException("transforms[" + index + "].to.status_code is required");
      }
    }
  }

  /** The response of a rule. */
  public record Answer(
      @Key(doc = "HTTP status.", fallback = "0") int statusCode,
      @Key(doc = "Response body text.", fallback = "") String body) {}

  /** One rule: a code and the response it becomes. */
  public record Transform(
      @Key(doc = "Connect error or disconnect code to match.", fallback = "0") int code,
      @Key(doc = "Response to send.") Answer to) {}
}
