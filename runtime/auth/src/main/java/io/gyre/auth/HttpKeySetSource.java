package io.gyre.auth;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Gets key sets by HTTP. Redirects are not followed: they would let whoever answers point this
 * server at addresses inside its network. Thread-safe.
 */
final class HttpKeySetSource implements KeySetSource {
  /** For the whole of one attempt, up to the last byte. */
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(1);

  private static final int ATTEMPTS = 2;
  private static final int BODY_BYTES_MAX = 1 << 20;

  // Made on first need: making it starts a thread, and most servers never ask.
  private final Object monitor = new Object();
  private @Nullable HttpClient client;

  @Override
  public KeySet fetch(URI address) throws IOException, InterruptedException {
    IOException last = new IOException("not tried");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return KeySet.read(get(address));
      } catch (IOException failed) {
        last = failed;
      } catch (IllegalArgumentException malformed) {
        // Asking again would bring the same.
        throw new IOException(malformed.getMessage(), malformed);
      }
    }
    throw last;
  }

  private byte[] get(URI address) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .version(HttpClient.Version.HTTP_1_1)
            .header("Accept", "application/json")
            .build();
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client().sendAsync(request, response -> new BoundedBody());
    try {
      HttpResponse<byte[]> response =
          exchange.get(ATTEMPT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != 200) {
        throw new IOException("key set refused status=" + response.statusCode());
      }
      return response.body();
    } catch (TimeoutException slow) {
      throw new IOException("key set did not come in time", slow);
    } catch (ExecutionException failed) {
      throw new IOException("key set did not come", failed.getCause());
    } finally {
      // Without effect once complete; otherwise ends an answer that drips in byte by byte.
      exchange.cancel(true);
    }
  }

  private HttpClient client() {
    synchronized (monitor) {
      HttpClient known = client;
      if (known == null) {
        known =
            HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(ATTEMPT_TIMEOUT)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        client = known;
      }
      return known;
    }
  }

  /** Collects a body and gives up when it is larger than any key set. */
  private static final class BoundedBody implements BodySubscriber<byte[]> {
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private @Nullable Subscription subscription;

    @Override
    public CompletionStage<byte[]> getBody() {
      return result;
    }

    @Override
    public void onSubscribe(Subscription upstream) {
      subscription = upstream;
      upstream.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      Subscription upstream = subscription;
      if (upstream == null) {
        return;
      }
      for (ByteBuffer buffer : buffers) {
        if (buffer.remaining() > BODY_BYTES_MAX - collected.size()) {
          upstream.cancel();
          result.completeExceptionally(new IOException("key set too large"));
          return;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        collected.writeBytes(bytes);
      }
      upstream.request(1);
    }

    @Override
    public void onError(Throwable failure) {
      result.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      result.complete(collected.toByteArray());
    }
  }
}
