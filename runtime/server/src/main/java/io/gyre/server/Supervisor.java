package io.gyre.server;

import io.gyre.server.ServiceGroup.FailureListener;
import io.gyre.server.ServiceGroup.Member;
import io.gyre.server.ServiceGroup.OnFailure;
import io.gyre.spi.Meters;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Keeps one service running and judges its failures. Thread-safe. */
final class Supervisor {

  private enum State {
    STARTING,
    READY,
    FAILED,
    ENDED
  }

  private static final System.Logger LOG = System.getLogger("gyre.service");
  private static final Duration INTERRUPT_GRACE = Duration.ofMillis(200);
  private final Member member;
  private final BackOff backOff;
  private final Meters.Counter restarts;
  private final FailureListener listener;
  private final Thread thread;
  private final CountDownLatch started = new CountDownLatch(1);

  /** Outlives the runs: what is stopped once is not started again. */
  private final ServiceRun life = new ServiceRun(() -> {});

  private volatile State state = State.STARTING;
  private volatile @Nullable ServiceRun current;
  private volatile @Nullable Throwable failure;
  private int failures; // guarded by this: ready() may come from any thread

  Supervisor(Member member, BackOff backOff, Meters meters, FailureListener listener) {
    this.member = member;
    this.backOff = backOff;
    this.restarts = meters.counter("gyre_service_restarts_total", "service", member.name());
    this.listener = listener;
    this.thread = Thread.ofVirtual().name(member.name()).unstarted(this::keepRunning);
    this.thread.setContextClassLoader(member.loader());
  }

  Member member() {
    return member;
  }

  void start() {
    thread.start();
  }

  void stop() {
    life.stop();
    ServiceRun run = current;
    if (run != null) {
      run.stop();
    }
  }

  /** Whether the service does not do its work although it should. */
  boolean degraded() {
    return state == State.STARTING || state == State.FAILED;
  }

  void awaitReady() throws InterruptedException {
    started.await();
    Throwable reason = failure;
    if (reason != null) {
      throw new ServiceFailed(member.name(), reason);
    }
  }

  /** Waits for the end of the thread; when the time is over interrupts it and lets it go. */
  void awaitEnd(long nanosLeft) {
    try {
      if (!thread.join(Duration.ofNanos(Math.max(nanosLeft, 1)))) {
        LOG.log(Level.WARNING, "service does not stop, interrupting service={0}", member.name());
        thread.interrupt();
        thread.join(INTERRUPT_GRACE);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  void appendStack(StringBuilder text) {
    if (!thread.isAlive()) {
      return;
    }
    text.append('"').append(member.name()).append('"').append(' ').append(state).append('\n');
    for (StackTraceElement frame : thread.getStackTrace()) {
      text.append("    at ").append(frame).append('\n');
    }
  }

  private void keepRunning() {
    boolean again = true;
    while (again && !life.stopping()) {
      again = runOnce();
    }
    started.countDown();
  }

  /** One run; tells whether there is to be another. */
  private boolean runOnce() {
    ServiceRun run = new ServiceRun(this::becomeReady);
    current = run;
    if (life.stopping()) {
      return false;
    }
    try {
      member.service().run(run);
      state = State.ENDED;
      return false;
    } catch (Throwable thrown) { // a failing component must never take its supervisor with it
      return !life.stopping() && judge(thrown);
    }
  }

  private synchronized void becomeReady() {
    if (degraded()) {
      state = State.READY;
      failures = 0;
      LOG.log(Level.DEBUG, "service is ready service={0}", member.name());
      started.countDown();
    }
  }

  private boolean judge(Throwable thrown) {
    boolean wasReady = state == State.READY;
    state = State.FAILED;
    if (member.onFailure() == OnFailure.STOP_NODE) {
      failure = thrown;
      started.countDown();
      if (wasReady) {
        listener.failed(member.name(), thrown);
      }
      return false;
    }
    restarts.add(1);
    return pause(thrown, countFailure());
  }

  private synchronized int countFailure() {
    failures++;
    return failures;
  }

  private boolean pause(Throwable thrown, int failuresInARow) {
    Duration pause = backOff.after(failuresInARow);
    LOG.log(
        Level.WARNING,
        "service failed, restarting service=%s failures=%d pause_ms=%d"
            .formatted(member.name(), failuresInARow, pause.toMillis()),
        thrown);
    try {
      return life.pause(pause);
    } catch (InterruptedException interrupted) {
      return false;
    }
  }
}
