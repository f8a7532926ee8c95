package io.gyre.server.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * {@code 2026-01-01 12:00:00 [INFO] message key=value}, the stack trace of a failure below it.
 * Control characters are escaped, so that no input can forge a line or drive a terminal.
 * Thread-safe.
 */
final class LineFormatter extends Formatter {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private final ZoneId zone;

  LineFormatter(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public String format(LogRecord event) {
    StringBuilder line = new StringBuilder(128);
    TIME.formatTo(LocalDateTime.ofInstant(event.getInstant(), zone), line);
    line.append(" [").append(name(event.getLevel())).append("] ");
    appendEscaped(line, String.valueOf(formatMessage(event)));
    line.append('\n');
    Throwable thrown = event.getThrown();
    if (thrown != null) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      trace.toString().lines().forEach(frame -> appendFrame(line, frame));
    }
    return line.toString();
  }

  private static void appendFrame(StringBuilder text, String frame) {
    text.append("    ");
    appendEscaped(text, frame.replace("\t", "  "));
    text.append('\n');
  }

  private static void appendEscaped(StringBuilder line, String message) {
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      switch (c) {
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        default -> {
          if (Character.isISOControl(c)) {
            line.append("\\u%04x".formatted((int) c));
          } else {
            line.append(c);
          }
        }
      }
    }
  }

  private static String name(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "ERROR";
    } else if (level.intValue() >= Level.WARNING.intValue()) {
      return "WARN";
    } else if (level.intValue() >= Level.INFO.intValue()) {
      return "INFO";
    }
    return level.intValue() >= Level.FINE.intValue() ? "DEBUG" : "TRACE";
  }
}
