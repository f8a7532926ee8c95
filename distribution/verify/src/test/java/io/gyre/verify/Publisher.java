package io.gyre.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Publishes 1, 2, 3 ... into channels through the HTTP API. By itself at a pace, or as often as it
 * is asked to. Thread-safe.
 */
final class Publisher {
  /** Readers share this machine: they have to keep up. */
  private static final Duration PACE = Duration.ofMillis(10);

  private final RunningGyre server;
  private final List<String> channels;
  private long number;

  Publisher(RunningGyre server, List<String> channels) {
    this.server = server;
    this.channels = channels;
  }

  /** Publishes until the future is cancelled or the API fails, which the future then tells. */
  ScheduledFuture<?> start(ScheduledExecutorService timer) {
    return timer.scheduleWithFixedDelay(
        () -> {
          try {
            publishOnce();
          } catch (IOException failure) {
            throw new UncheckedIOException("API failed at number " + number, failure);
          } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
          }
        },
        0,
        PACE.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** Publishes the next number into each channel and returns it. */
  synchronized long publishOnce() throws IOException, InterruptedException {
    number++;
    Object data = Map.of("n", number, "t", System.nanoTime());
    JsonNode result = server.api("broadcast", Map.of("channels", channels, "data", data));
    for (JsonNode response : result.get("responses")) {
      if (!response.has("result")) {
        throw new IOException("not published: " + response);
      }
    }
    return number;
  }
}
