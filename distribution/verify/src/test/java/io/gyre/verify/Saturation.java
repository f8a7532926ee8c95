package io.gyre.verify;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A channel with a crowd of subscribers that always has publications waiting: as soon as some have
 * reached everybody, as many are published anew. One thread publishes, one swallows.
 */
final class Saturation implements AutoCloseable {
  /** Deliveries on their way at most. */
  private static final int WAITING_MAX = 1_280_000;

  private static final String CHANNEL = "large";
  private static final int BATCH = 32;
  private static final String DATA = "x".repeat(126);
  private static final int FRAME_BYTES =
      "{\"push\":{\"channel\":\"large\",\"pub\":{\"data\":\"\"}}}".length() + DATA.length() + 4;

  private final RunningGyre server;
  private final RawSubscribers crowd = new RawSubscribers();
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong published = new AtomicLong();
  private final int subscribers;
  private volatile boolean over;
  private List<Future<?>> work = List.of();

  /** Subscribes the crowd. */
  Saturation(RunningGyre server, int subscribers) throws IOException {
    this.server = server;
    this.subscribers = subscribers;
    for (int i = 0; i < subscribers; i++) {
      crowd.subscribe(server.webSocket(), CHANNEL);
    }
  }

  void start() {
    work = List.of(threads.submit(this::publish), threads.submit(this::swallow));
  }

  /** Deliveries that have arrived until now. */
  long delivered() {
    return received.get() / FRAME_BYTES;
  }

  /** Deliveries that have been asked for and have not arrived. */
  long waiting() {
    return published.get() * subscribers - delivered();
  }

  private Void publish() throws IOException {
    try (RawApi api = new RawApi(server)) {
      Object one = Map.of("publish", Map.of("channel", CHANNEL, "data", DATA));
      byte[] batch =
          api.request("batch", Json.write(Map.of("commands", Collections.nCopies(BATCH, one))));
      while (!over) {
        if (waiting() <= WAITING_MAX - (long) BATCH * subscribers) {
          published.addAndGet(BATCH);
          api.call(batch);
        } else {
          awaitDelivery();
        }
      }
      return null;
    }
  }

  private synchronized void awaitDelivery() {
    try {
      wait(5); // told of nothing: the swallowing thread has no time for it
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      over = true;
    }
  }

  private Void swallow() throws IOException {
    while (!over || waiting() > 0) {
      long taken = crowd.take(20_000);
      if (taken == 0) {
        throw new IOException(waiting() + " deliveries are missing");
      }
      received.addAndGet(taken);
    }
    return null;
  }

  /** Publishes no more; returns when everybody has everything. */
  void end() throws InterruptedException, ExecutionException {
    over = true;
    for (Future<?> one : work) {
      one.get();
    }
  }

  @Override
  public void close() throws IOException {
    over = true;
    threads.shutdownNow();
    crowd.close();
  }
}
