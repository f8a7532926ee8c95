package io.gyre.auth;

import io.gyre.spi.auth.TokenRejected;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The key set at one address. A set counts for an hour. A key id it lacks may be new, so it brings
 * a fetch, but one for all who wait and only a few in a row: tokens that name made-up ids must not
 * turn this server against the publisher. Thread-safe.
 */
final class PublishedKeys {
  private static final Duration KEPT = Duration.ofHours(1);

  /** Fetches allowed in a row; after them one each {@link #PAUSE}. */
  private static final int FETCHES_MAX = 5;

  private static final Duration PAUSE = Duration.ofSeconds(3);

  /** Longest wait for a fetch of another thread. */
  private static final Duration WAIT_MAX = Duration.ofSeconds(5);

  private final URI address;
  private final KeySetSource source;
  private final InstantSource clock;

  // Guards the fields below, for a few lines at a time and never while fetching.
  private final Object monitor = new Object();
  private KeySet known = KeySet.EMPTY;
  private Instant fetchedAt = Instant.EPOCH;
  private @Nullable CompletableFuture<KeySet> fetch;
  private Instant refilledAt;
  private double allowance = FETCHES_MAX;

  PublishedKeys(URI address, KeySetSource source, InstantSource clock) {
    this.address = address;
    this.source = source;
    this.clock = clock;
    this.refilledAt = clock.instant();
  }

  /**
   * Returns the set, fetched again if it is old or lacks the key; it may lack it still.
   *
   * @throws TokenRejected no set can be had
   */
  KeySet set(String keyId) throws TokenRejected {
    CompletableFuture<KeySet> pending;
    boolean mine;
    synchronized (monitor) {
      Instant now = clock.instant();
      boolean current = now.isBefore(fetchedAt.plus(KEPT));
      CompletableFuture<KeySet> running = fetch;
      mine = running == null;
      if (current && (known.keys().containsKey(keyId) || (mine && !mayFetch(now)))) {
        return known;
      }
      if (mine && !mayFetch(now)) {
        throw CompactToken.invalid("key set failed too often");
      }
      pending = running == null ? started() : running;
    }
    if (mine) {
      complete(pending);
    }
    return await(pending);
  }

  private boolean mayFetch(Instant now) {
    double earned = (double) Duration.between(refilledAt, now).toMillis() / PAUSE.toMillis();
    allowance = Math.min(FETCHES_MAX, allowance + Math.max(0, earned));
    refilledAt = now;
    return allowance >= 1;
  }

  private CompletableFuture<KeySet> started() {
    allowance--;
    CompletableFuture<KeySet> started = new CompletableFuture<>();
    fetch = started;
    return started;
  }

  private void complete(CompletableFuture<KeySet> pending) {
    KeySet fetched = null;
    try {
      fetched = source.fetch(address);
    } catch (IOException failed) {
      pending.completeExceptionally(failed);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      pending.completeExceptionally(stopping);
    } finally {
      synchronized (monitor) {
        fetch = null;
        if (fetched != null) {
          known = fetched;
          fetchedAt = clock.instant();
        }
      }
      // Whatever happened, nobody may wait in vain; without effect if a failure is known already.
      if (fetched == null) {
        pending.completeExceptionally(new IOException("key set not fetched"));
      } else {
        pending.complete(fetched);
      }
    }
  }

  private static KeySet await(CompletableFuture<KeySet> pending) throws TokenRejected {
    try {
      return pending.get(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw CompactToken.invalid("key set not available: " + failed.getMessage());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw CompactToken.invalid("key set not waited for");
    }
  }
}
