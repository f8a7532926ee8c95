package io.gyre.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Publishes 1, 2, 3 ... into channels through the HTTP API until it is told to stop. Only {@link
 * #stop} may be called meanwhile.
 */
final class Publisher implements Runnable {
  private static final Duration PACE = Duration.ofMillis(10);

  private final RunningGyre server;
  private final List<String> channels;
  private volatile boolean stopped;
  private long number;

  Publisher(RunningGyre server, List<String> channels) {
    this.server = server;
    this.channels = channels;
  }

  @Override
  public void run() {
    try {
      while (!stopped) {
        publishOnce();
        Thread.sleep(PACE); // readers share this machine: they have to keep up
      }
    } catch (IOException failure) {
      throw new IllegalStateException("API failed at number " + number, failure);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Publishes the next number into each channel and returns it. */
  long publishOnce() throws IOException, InterruptedException {
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

  void stop() {
    stopped = true;
  }
}
