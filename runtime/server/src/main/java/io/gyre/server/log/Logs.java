package io.gyre.server.log;

import io.gyre.server.config.FileFault;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** The log of this process: where lines go and which. Thread-safe. */
public final class Logs {
  /** The words of {@code log.level}, from all to nothing. */
  public static final List<String> LEVELS =
      List.of("trace", "debug", "info", "warn", "error", "fatal", "none");

  /** A file that lines are appended to. */
  private record Target(Path file, OutputStream stream) {}

  private final LogOutput output;
  private Optional<Target> target = Optional.empty();
  private final Logger root = Logger.getLogger("");

  /** Kept, because the JDK forgets the level of a logger that nobody holds. */
  private final Logger http = Logger.getLogger("io.helidon");

  /** Kept, too: what it says about a port that is taken is said again, in one line. */
  private final Logger httpStart = Logger.getLogger("io.helidon.webserver.LoomServer");

  /** Kept for their filters. */
  private final Logger connections = Logger.getLogger("io.helidon.webserver.ConnectionHandler");

  private final Logger requests = Logger.getLogger("io.helidon.webserver.http.ErrorHandlers");

  private Logs(LogOutput output) {
    this.output = output;
    connections.setFilter(PeerFaults.ofConnections());
    requests.setFilter(PeerFaults.ofRequests());
  }

  /**
   * Takes over the JDK's logging; to be called before the first logger is made. Until {@link
   * #configure} lines from INFO go to standard error.
   */
  public static Logs start() {
    System.setProperty("java.util.logging.manager", LastingLogManager.class.getName());
    OutputStream standardError = new FileOutputStream(FileDescriptor.err);
    LogOutput output =
        new LogOutput(new LineFormatter(ZoneId.systemDefault()), standardError).start();
    Logs logs = new Logs(output);
    if (!(LogManager.getLogManager() instanceof LastingLogManager)) {
      LogManager.getLogManager().reset(); // somebody was faster; at least no line comes twice
    }
    logs.root.addHandler(output);
    logs.level("info");
    return logs;
  }

  /**
   * Applies the configuration; may be called again.
   *
   * @param file lines are appended to it; nothing means standard error
   * @throws UncheckedIOException if the file cannot be written
   */
  public synchronized void configure(String level, Optional<Path> file) {
    level(level);
    file.ifPresent(this::redirect);
  }

  /**
   * Opens the file of the log again, if it goes to one: whoever moved it away finds its last line
   * there, and later lines go to a new file of that name.
   *
   * @throws UncheckedIOException if the file cannot be written; the lines go on to the old one
   */
  public synchronized void reopen() {
    target.ifPresent(there -> redirect(there.file));
  }

  private void redirect(Path file) {
    Target next = new Target(file, append(file));
    output.redirect(next.stream);
    output.flush(); // what was under way is written; nobody uses the stream before any more
    target.ifPresent(before -> close(before.stream));
    target = Optional.of(next);
  }

  private static void close(OutputStream stream) {
    try {
      stream.close();
    } catch (IOException full) {
      // its lines are counted as lost where they were written
    }
  }

  /** Waits, up to a second, until everything is written. */
  public void flush() {
    output.flush();
  }

  private void level(String word) {
    Level level = parse(word);
    root.setLevel(level);
    boolean everything = level.intValue() <= Level.FINER.intValue();
    // Below a warning the HTTP library talks about itself.
    http.setLevel(everything ? level : max(level, Level.WARNING));
    httpStart.setLevel(everything ? level : Level.OFF);
  }

  private static Level max(Level one, Level other) {
    return one.intValue() >= other.intValue() ? one : other;
  }

  private static Level parse(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "trace" -> Level.FINER;
      case "debug" -> Level.FINE;
      case "info" -> Level.INFO;
      case "warn" -> Level.WARNING;
      case "error", "fatal" -> Level.SEVERE;
      case "none" -> Level.OFF;
      default -> Level.INFO; // as warned of when the configuration was read
    };
  }

  private static OutputStream append(Path file) {
    try {
      return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(
          "log.file \"%s\": cannot be written: %s".formatted(file, FileFault.reason(unwritable)),
          unwritable);
    }
  }
}
