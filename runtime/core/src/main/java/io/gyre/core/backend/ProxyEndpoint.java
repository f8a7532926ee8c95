package io.gyre.core.backend;

import io.gyre.spi.Meters;
import io.gyre.spi.error.ClientError;
import io.gyre.spi.error.ClientErrorException;
import io.gyre.spi.error.DisconnectException;
import io.gyre.spi.proxy.Proxy;
import io.gyre.spi.proxy.ProxyKind;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One way to ask the application about one event. What hangs behind it uses up only its own
 * permits, and what fails in an unforeseen way is counted and becomes a temporary internal error.
 * Calls block up to the timeout and come from virtual threads. Thread-safe.
 */
public final class ProxyEndpoint {
  private static final System.Logger LOG = System.getLogger("gyre.proxy");
  private static final ClientError INTERNAL = new ClientError(100, "internal server error", true);
  private static final long LOG_EVERY_MILLIS = 1000;

  /**
   * What tells endpoints apart, and their limits.
   *
   * @param kind the event
   * @param name {@code default}, or the name namespaces choose it by
   * @param protocol the scheme of its address, for meters
   * @param timeout of one call, the wait for a permit included
   * @param callsMax how many calls may be under way at once
   */
  public record Spec(ProxyKind kind, String name, String protocol, Duration timeout, int callsMax) {

    String label() {
      return kind.name().toLowerCase(Locale.ROOT);
    }
  }

  private final Spec spec;
  private final Proxy proxy;
  private final Semaphore permits;
  private final Meters.Timer duration;
  private final Meters.Counter errors;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicLong nextLogAt = new AtomicLong();
  private final InstantSource clock;
  private final String threadName;

  /**
   * Prepares the endpoint.
   *
   * @throws IllegalArgumentException if the proxy does not answer this event
   */
  public ProxyEndpoint(Spec spec, Proxy proxy, Meters meters, InstantSource clock) {
    if (!proxy.kinds().contains(spec.kind())) {
      throw new IllegalArgumentException(
          "the proxy '%s' does not answer %s events, only %s"
              .formatted(spec.protocol(), spec.label(), proxy.kinds()));
    }
    this.spec = spec;
    this.proxy = proxy;
    this.permits = new Semaphore(spec.callsMax());
    this.clock = clock;
    this.threadName = "proxy/" + spec.label() + "/" + spec.name();
    String[] labels = {
      "protocol", spec.protocol(), "type", spec.label(), "name", spec.name(),
    };
    this.duration = meters.timer("centrifugo_proxy_duration_seconds", labels);
    this.errors = meters.counter("centrifugo_proxy_errors", labels);
    meters.gauge("centrifugo_proxy_inflight_requests", inFlight::get, labels);
  }

  /** The event this endpoint is asked about. */
  public ProxyKind kind() {
    return spec.kind();
  }

  /** The name namespaces choose it by. */
  public String name() {
    return spec.name();
  }

  /**
   * Asks.
   *
   * @throws ClientErrorException if the answer is an error, or there is none in time
   * @throws DisconnectException if the answer is a disconnect
   */
  <T> T ask(Function<Proxy, T> question) {
    long begin = System.nanoTime();
    FutureTask<T> call = new FutureTask<>(() -> question.apply(proxy));
    try {
      start(call);
      T answer = call.get(left(begin), TimeUnit.NANOSECONDS);
      if (answer == null) {
        throw failed("the proxy returned null", null);
      }
      return answer;
    } catch (TimeoutException late) {
      call.cancel(true);
      throw failed("no answer within " + spec.timeout(), null);
    } catch (InterruptedException interrupted) {
      call.cancel(true);
      Thread.currentThread().interrupt();
      throw failed("interrupted", null);
    } catch (ExecutionException thrown) {
      throw judge(thrown.getCause());
    } finally {
      duration.record(System.nanoTime() - begin);
    }
  }

  /** The permit goes back when the call really ends: one that ignores its interrupt keeps it. */
  private void start(FutureTask<?> call) throws InterruptedException, TimeoutException {
    if (!permits.tryAcquire(spec.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
      throw new TimeoutException();
    }
    inFlight.incrementAndGet();
    Thread.ofVirtual()
        .name(threadName)
        .start(() -> {
          try {
            call.run();
          } finally {
            inFlight.decrementAndGet();
            permits.release();
          }
        });
  }

  private long left(long begin) {
    return Math.max(spec.timeout().toNanos() - (System.nanoTime() - begin), 1);
  }

  private RuntimeException judge(@Nullable Throwable thrown) {
    return switch (thrown) {
      case ClientErrorException refusal -> refusal;
      case DisconnectException refusal -> refusal;
      case null, default -> failed("the proxy failed", thrown);
    };
  }

  private ClientErrorException failed(String reason, @Nullable Throwable cause) {
    errors.add(1);
    long now = clock.millis();
    long at = nextLogAt.get();
    if (now >= at && nextLogAt.compareAndSet(at, now + LOG_EVERY_MILLIS)) {
      LOG.log(
          Level.ERROR,
          "proxy call failed type=%s name=%s protocol=%s reason=\"%s\""
              .formatted(spec.label(), spec.name(), spec.protocol(), reason),
          cause);
    }
    return new ClientErrorException(INTERNAL);
  }
}
