package io.gyre.core.session;

import io.gyre.core.errors.ClientErrors;
import io.gyre.spi.error.ClientErrorException;
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

  /** Whether so many calls of a session wait for an engine that no more are made. */
  boolean isFull(ClientSession session) {
    return environment.engines().mayBlock() && session.strand().isFull();
  }

  /**
   * Runs the work and then one of the other two, on the shard; if too much waits already, the last
   * one at once.
   */
  <T> void call(
      ClientSession session,
      Supplier<T> work,
      Consumer<T> done,
      Consumer<RuntimeException> failed) {
    if (isFull(session)) {
      failed.accept(new ClientErrorException(ClientErrors.TOO_MANY_REQUESTS));
      return;
    }
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

  /** Runs work that is done again and again; left out while too much waits already. */
  void repeat(ClientSession session, Runnable work) {
    if (!isFull(session)) {
      send(session, work);
    }
  }

  /** Runs work that ends what a call began; nobody waits for it, and a failure is logged. */
  void send(ClientSession session, Runnable work) {
    if (environment.engines().mayBlock()) {
      session.strand().add(() -> guarded(work));
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
