package io.gyre.verify;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A channel with one subscriber, and the time a publication takes there. Not thread-safe. */
final class Probe implements AutoCloseable {
  private static final String DATA = "\"?\"";

  private final RawSubscribers subscriber = new RawSubscribers();
  private final ExecutorService receiver = Executors.newSingleThreadExecutor();
  private final RawApi api;
  private final byte[] request;
  private final int frameBytes;

  Probe(RunningGyre server, String channel) throws IOException {
    api = new RawApi(server);
    subscriber.subscribe(server.webSocket(), channel);
    request = api.request("publish", "{\"channel\":\"" + channel + "\",\"data\":" + DATA + "}");
    String push = "{\"push\":{\"channel\":\"" + channel + "\",\"pub\":{\"data\":" + DATA + "}}}";
    frameBytes = push.length() + 2;
  }

  /** From the call of the API to the receipt of what it published. */
  long nanos() throws IOException, InterruptedException, ExecutionException {
    Future<Long> receipt =
        receiver.submit(() -> {
          subscriber.swallow(frameBytes);
          return System.nanoTime();
        });
    long begin = System.nanoTime();
    api.call(request);
    return receipt.get() - begin;
  }

  @Override
  public void close() throws IOException {
    receiver.shutdownNow();
    subscriber.close();
    api.close();
  }
}
