package io.gyre.server.log;

import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.http2.Http2Exception;
import java.io.IOException;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps from the log what peers do to their own connections: they leave, they reset, they fail to
 * encrypt, they do not read. None of it is an error of the server, and strangers must not fill its
 * log. Thread-safe.
 */
public final class PeerFaults implements Filter {
  private static final int DEPTH_MAX = 8;

  private final List<Class<? extends Throwable>> causes;

  private PeerFaults(List<Class<? extends Throwable>> causes) {
    this.causes = causes;
  }

  /** For what is said about connections. */
  public static PeerFaults ofConnections() {
    return new PeerFaults(List.of(IOException.class, InsufficientDataAvailableException.class));
  }

  /** For what is said about requests, in which other things may fail as well. */
  public static PeerFaults ofRequests() {
    return new PeerFaults(List.of(Http2Exception.class));
  }

  @Override
  public boolean isLoggable(LogRecord entry) {
    @Nullable Throwable fault = entry.getThrown();
    for (int depth = 0; fault != null && depth < DEPTH_MAX; depth++) {
      for (Class<? extends Throwable> cause : causes) {
        if (cause.isInstance(fault)) {
          return false;
        }
      }
      fault = fault.getCause();
    }
    return true;
  }
}
