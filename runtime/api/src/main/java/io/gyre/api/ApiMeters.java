package io.gyre.api;

import io.gyre.spi.Meters;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Counts the commands that come through one front door. Thread-safe. */
public final class ApiMeters {
  /** All but the batch, whose commands count. */
  private static final Set<ApiMethod> METHODS = EnumSet.complementOf(EnumSet.of(ApiMethod.BATCH));

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
    for (ApiMethod method : METHODS) {
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

  /** A command was answered after so many nanoseconds; of a batch its commands count. */
  void answered(ApiMethod method, ApiReply reply, long nanos) {
    if (reply instanceof ApiReply.Batch batch) {
      for (ApiReply.Item item : batch.items()) {
        answered(item.method(), item.reply(), nanos / batch.items().size());
      }
      return;
    }
    Meters.Timer timer = durations.get(method);
    if (timer != null) {
      timer.record(nanos);
    }
    switch (reply) {
      case ApiReply.Failed failed -> failed(label(method), code(failed));
      case ApiReply.Broadcasted broadcasted -> {
        for (ApiReply response : broadcasted.responses()) {
          if (response instanceof ApiReply.Failed failed) {
            failed("broadcast_publish", code(failed));
          }
        }
      }
      default -> {}
    }
  }

  /** Among the commands of a batch there is no batch: it stands for a method that is none. */
  private static String label(ApiMethod method) {
    return method == ApiMethod.BATCH ? "unknown" : method.label();
  }

  private static String code(ApiReply.Failed failed) {
    return Integer.toString(failed.error().code());
  }

  /** A call failed; error is a code, or says at which step. */
  void failed(ApiMethod method, String error) {
    failed(method.label(), error);
  }

  private void failed(String method, String error) {
    meters
        .counter(
            "centrifugo_api_command_errors_total",
            "protocol",
            protocol,
            "method",
            method,
            "error",
            error)
        .add(1);
  }
}
