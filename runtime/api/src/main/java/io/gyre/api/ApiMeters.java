package io.gyre.api;

import io.gyre.spi.Meters;
import java.util.EnumMap;
import java.util.Map;

/** Counts the commands that come through one front door. Thread-safe. */
public final class ApiMeters {
  private final Meters meters;
  private final String protocol;
  private final Map<ApiMethod, Meters.Timer> durations = new EnumMap<>(ApiMethod.class);

  /**
   * Makes the meters of a front door.
   *
   * @param protocol its name in the labels, such as {@code http}
   */
  public ApiMeters(Meters meters, String protocol) {
    this.meters = meters;
    this.protocol = protocol;
    for (ApiMethod method : ApiMethod.values()) {
      durations.put(
          method,
          meters.timer(
              "centrifugo_api_command_duration_seconds",
              "protocol",
              protocol,
              "method",
              method.label()));
    }
  }

  /** A command was answered after so many nanoseconds. */
  void answered(ApiMethod method, ApiReply reply, long nanos) {
    Meters.Timer timer = durations.get(method);
    if (timer != null) {
      timer.record(nanos);
    }
    if (reply instanceof ApiReply.Failed failed) {
      failed(method, Integer.toString(failed.error().code()));
    }
  }

  /** A call failed; error is a code, or says at which step. */
  void failed(ApiMethod method, String error) {
    meters
        .counter(
            "centrifugo_api_command_errors_total",
            "protocol",
            protocol,
            "method",
            method.label(),
            "error",
            error)
        .add(1);
  }
}
