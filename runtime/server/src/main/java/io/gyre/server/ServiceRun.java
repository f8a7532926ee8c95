package io.gyre.server;

import io.gyre.spi.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One run of one service, from start to return. Thread-safe. */
final class ServiceRun implements Run {
  private static final System.Logger LOG = System.getLogger("gyre.service");
  private final CountDownLatch stop = new CountDownLatch(1);
  private final List<Runnable> wakeUps = new ArrayList<>();
  private final Runnable onReady;

  ServiceRun(Runnable onReady) {
    this.onReady = onReady;
  }

  @Override
  public void ready() {
    onReady.run();
  }

  @Override
  public boolean stopping() {
    return stop.getCount() == 0;
  }

  @Override
  public void awaitStop() throws InterruptedException {
    stop.await();
  }

  @Override
  public boolean pause(Duration duration) throws InterruptedException {
    return !stop.await(duration.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void onStop(Runnable wakeUp) {
    synchronized (wakeUps) {
      if (!stopping()) {
        wakeUps.add(wakeUp);
        return;
      }
    }
    wake(wakeUp);
  }

  void stop() {
    List<Runnable> toWake;
    synchronized (wakeUps) {
      stop.countDown();
      toWake = List.copyOf(wakeUps);
      wakeUps.clear();
    }
    toWake.forEach(ServiceRun::wake);
  }

  private static void wake(Runnable wakeUp) {
    try {
      wakeUp.run();
    } catch (RuntimeException failure) {
      // The others still have to be woken.
      LOG.log(System.Logger.Level.WARNING, "wake-up of a service failed", failure);
    }
  }
}
