package io.gyre.server;

import java.lang.System.Logger.Level;
import java.lang.reflect.Proxy;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What the operating system asks of the process, one event at a time. Thread-safe. A second request
 * to stop ends the process at once.
 */
final class Signals {

  /** A request from outside. */
  enum Request {
    /** SIGTERM or SIGINT. */
    STOP,
    /** SIGHUP. */
    RELOAD,
    /** A service the node needs failed for good. */
    FAIL
  }

  private static final System.Logger LOG = System.getLogger("gyre.server");
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private volatile boolean stopping;

  /** Takes over the signals of this process. */
  void install() {
    handle("TERM", this::stopOrHalt);
    handle("INT", this::stopOrHalt);
    handle("HUP", () -> post(Request.RELOAD));
  }

  void post(Request request) {
    requests.add(request);
  }

  Request next() throws InterruptedException {
    return requests.take();
  }

  private void stopOrHalt() {
    if (stopping) {
      Runtime.getRuntime().halt(1);
    }
    stopping = true;
    post(Request.STOP);
  }

  /**
   * The JDK has signal handlers only in its unsupported module, and the compiler warns about each
   * mention of it; by reflection, a Java without it costs the reload and nothing else.
   */
  private static void handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                action.run();
                return null;
              });
      Object wanted = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, handler).invoke(null, wanted, proxy);
    } catch (ReflectiveOperationException unavailable) {
      LOG.log(Level.DEBUG, "no handler for signal={0}", name);
    }
  }
}
