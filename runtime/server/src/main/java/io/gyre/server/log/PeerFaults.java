package io.gyre.server.log;

import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import java.io.IOException;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps from the log what peers do to their own connections: they leave, they reset, they fail to
 * encrypt. None of it is an error of the server, and strangers must not fill its log. Thread-safe.
 */
public final class PeerFaults implements Filter {
  private static final int DEPTH_MAX = 8;

  @Override
  public boolean isLoggable(LogRecord entry) {
    @Nullable Throwable cause = entry.getThrown();
    for (int depth = 0; cause != null && depth < DEPTH_MAX; depth++) {
      if (cause instanceof IOException || cause instanceof InsufficientDataAvailableException) {
        return false;
      }
      cause = cause.getCause();
    }
    return true;
  }
}
