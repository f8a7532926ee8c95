package io.gyre.core.session;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Calls to the engines on behalf of a session, in the session's order. Engines that never block are
 * called on the spot; others on the session's strand, and the result comes back to its shard.
 */
final class EngineCalls {
  private static final System.Logger LOG = System.getLogger("gyre.engine");

  private final Environment environment;

  EngineCalls(Environment environment) {
    this.environment = environment;
  }

  /** Runs the work and then one of the other two, on the shard. */
  <T> void call(
      ClientSession session,
      Supplier<T> work,
      Consumer<T> done,
      Consumer<RuntimeException> failed) {
    if (environment.engines().mayBlock()) {
      environment.calls().call(session.strand(), session.home(), work, done, failed);
      return;
    }
    T result;
    try {
      result = work.get();
    } catch (RuntimeException e) {
      failed.accept(e);
      return;
    }
    done.accept(result);
  }

  /** Runs work whose result nobody waits for; a failure is logged. */
  void send(ClientSession session, Runnable work) {
    if (environment.engines().mayBlock()) {
      session.strand().execute(() -> guarded(work));
    } else {
      guarded(work);
    }
  }

  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "call failed", e);
    }
  }
}
