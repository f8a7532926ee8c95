package io.gyre.server.log;

import java.io.InputStream;
import java.util.logging.LogManager;

/**
 * A log manager that nobody resets: the JDK would do so in a shutdown hook, and the last lines of a
 * stop would be lost; libraries would do so to install a format of their own. Thread-safe.
 */
public final class LastingLogManager extends LogManager {

  /** Does nothing, see above. */
  @Override
  public void reset() {}

  /** Does nothing: {@link Logs} configures. */
  @Override
  public void readConfiguration() {}

  /** Does nothing: {@link Logs} configures. */
  @Override
  public void readConfiguration(InputStream ignored) {}
}
