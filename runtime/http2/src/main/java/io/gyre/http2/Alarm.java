package io.gyre.http2;

import java.time.Duration;

/** Interrupts the thread that set it, unless it is closed in time. */
final class Alarm implements AutoCloseable {
  private final Thread sleeper = Thread.currentThread();
  private final Thread clock;
  private boolean over;
  private boolean rang;

  Alarm(Duration time) {
    clock = Thread.ofVirtual().name("http2-alarm").start(() -> await(time));
  }

  private void await(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException inTime) {
      return;
    }
    ring();
  }

  private synchronized void ring() {
    if (!over) {
      rang = true;
      sleeper.interrupt();
    }
  }

  synchronized boolean rang() {
    return rang;
  }

  @Override
  public void close() {
    synchronized (this) {
      over = true;
      if (rang) {
        Thread.interrupted(); // meant the wait that is over
      }
    }
    clock.interrupt();
  }
}
