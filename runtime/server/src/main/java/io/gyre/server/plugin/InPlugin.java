package io.gyre.server.plugin;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;

/**
 * Runs code as a plugin expects it: with the plugin's class loader as the thread's context class
 * loader, which many client libraries consult. Immutable.
 *
 * @param loader of the plugin, or of the server for built-ins
 */
public record InPlugin(ClassLoader loader) {
  private static final ClassLoader SERVER = InPlugin.class.getClassLoader();

  /** The server's own code. */
  public static final InPlugin BUILT_IN = new InPlugin(SERVER);

  /** Calls with the loader set, and puts back what was there before. */
  public <T> T call(Callable<T> code) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return code.call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /**
   * The same component, with the loader set around each of its methods. A built-in is returned as
   * it is, so its calls cost nothing.
   */
  public <T> T around(Class<T> contract, T component) {
    if (loader.equals(SERVER)) {
      return component;
    }
    Object guarded =
        Proxy.newProxyInstance(
            contract.getClassLoader(),
            new Class<?>[] {contract},
            (self, method, arguments) ->
                call(() -> {
                  try {
                    return method.invoke(component, arguments);
                  } catch (InvocationTargetException thrown) {
                    throw rethrow(thrown.getTargetException());
                  }
                }));
    return contract.cast(guarded);
  }

  @SuppressWarnings("unchecked") // the component threw it, so its contract allows it
  private static <X extends Throwable> Exception rethrow(Throwable cause) throws X {
    throw (X) cause;
  }
}
