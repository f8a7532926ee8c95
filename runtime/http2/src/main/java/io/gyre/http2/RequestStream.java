package io.gyre.http2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One request of a connection that it shares with others, for who serves it: tells when there is
 * nobody to answer any more. Thread-safe.
 */
public final class RequestStream {
  static final ScopedValue<RequestStream> CURRENT = ScopedValue.newInstance();

  private final int id;
  private final long begun = System.nanoTime();
  private final Window window;
  private final List<Runnable> whenGone = new ArrayList<>();
  private boolean receiving;
  private boolean answered;
  private boolean sending = true;
  private boolean gone;
  private boolean givenUp;

  RequestStream(int id, boolean receiving, Window window) {
    this.id = id;
    this.receiving = receiving;
    this.window = window;
  }

  /** The request that the calling thread serves, if it came by HTTP/2. */
  public static Optional<RequestStream> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /**
   * Runs an action when the peer took its request back, or left: on the thread that reads from it,
   * which must not wait; at once if that has happened.
   */
  public void whenGone(Runnable action) {
    synchronized (this) {
      if (!gone) {
        whenGone.add(action);
        return;
      }
    }
    action.run();
  }

  int id() {
    return id;
  }

  /** When its head was complete, as {@link System#nanoTime} counts. */
  long begun() {
    return begun;
  }

  /** Guarded by {@link Streams}. */
  Window window() {
    return window;
  }

  /** The peer took the request back, or left. */
  void leave() {
    List<Runnable> actions;
    synchronized (this) {
      gone = true;
      actions = List.copyOf(whenGone);
      whenGone.clear();
    }
    actions.forEach(Runnable::run);
  }

  /** It took too long. */
  synchronized void giveUp() {
    givenUp = true;
  }

  synchronized boolean isGivenUp() {
    return givenUp;
  }

  synchronized void received() {
    receiving = false;
  }

  synchronized void answerBegan() {
    answered = true;
  }

  synchronized void sent() {
    sending = false;
  }

  /** Whether the peer may say more. */
  synchronized boolean receiving() {
    return receiving;
  }

  /** Whether the server has begun to answer. */
  synchronized boolean answered() {
    return answered;
  }

  /** Whether both sides have said all. */
  synchronized boolean complete() {
    return !receiving && !sending;
  }

  /** Whether the server owes the peer the end of an answer. */
  synchronized boolean owed() {
    return sending && !gone;
  }
}
