package io.gyre.server;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Ends a start that hangs, wherever it hangs: in a provider, in {@code create}, or in a service
 * that never becomes ready. Watches from a thread of its own. Thread-safe.
 */
final class StartDeadline {
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile String stage = "start";

  /** Begins to watch; {@code onExpiry} hears the stage that was reached. */
  static StartDeadline watch(Duration limit, Consumer<String> onExpiry) {
    StartDeadline deadline = new StartDeadline();
    Thread.ofPlatform()
        .daemon()
        .name("start-deadline")
        .start(() -> deadline.await(limit, onExpiry));
    return deadline;
  }

  /** Says what the start does now. */
  void stage(String name) {
    stage = name;
  }

  /** The start is over. */
  void met() {
    over.countDown();
  }

  private void await(Duration limit, Consumer<String> onExpiry) {
    try {
      if (!over.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        onExpiry.accept(stage);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** What every platform thread does right now. */
  static String threads() {
    StringBuilder text = new StringBuilder();
    Thread.getAllStackTraces()
        .forEach((thread, stack) -> {
          text.append('"').append(thread.getName()).append("\"\n");
          for (StackTraceElement frame : stack) {
            text.append("    at ").append(frame).append('\n');
          }
        });
    return text.toString();
  }
}
