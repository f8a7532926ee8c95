package io.gyre.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LogOutputTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private final LineFormatter lines = new LineFormatter(ZoneOffset.UTC);
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @Test
  void anEventIsOneLine() {
    assertEquals(
        "2026-01-01 12:00:00 [INFO] server started port=8000\n", line("server started port=8000"));
  }

  @Test
  void inputCannotForgeALine() {
    assertEquals(
        "2026-01-01 12:00:00 [INFO] user=a\\n2026-01-01 [INFO] fake \\u001b[31m\n",
        line("user=a\n2026-01-01 [INFO] fake \u001b[31m"));
  }

  @Test
  void aFailureIsFollowedByItsStack() {
    LogRecord event = event("call failed");
    event.setThrown(new IllegalStateException("boom\n[INFO] fake"));
    String text = lines.format(event);
    assertTrue(text.startsWith("2026-01-01 12:00:00 [INFO] call failed\n    java.lang.Ill"), text);
    assertTrue(text.contains("\n      at io.gyre.server.log.LogOutputTest"), text);
  }

  @Test
  void aFlushWaitsForTheLinesBefore() {
    LogOutput output = new LogOutput(lines, written).start();
    for (int i = 0; i < 1000; i++) {
      output.publish(event("line " + i));
    }
    assertTrue(output.flush(LONG));
    assertEquals(1000, text().lines().count());
    assertTrue(text().endsWith("line 999\n"));
  }

  @Test
  void aTargetThatFailsCostsLinesAndSaysHowMany() {
    LogOutput output = new LogOutput(lines, closedPipe()).start();
    output.publish(event("lost"));
    assertTrue(output.flush(LONG));
    output.redirect(written);
    output.publish(event("heard"));
    assertTrue(output.flush(LONG));
    assertTrue(text().startsWith("... "), text());
    assertTrue(text().endsWith("[INFO] heard\n"), text());
  }

  @Test
  void aReaderThatDoesNotReadHoldsNobodyUp() {
    CountDownLatch never = new CountDownLatch(1);
    LogOutput output = new LogOutput(lines, stuck(never)).start();
    for (int i = 0; i < 20_000; i++) {
      output.publish(event("line"));
    }
    assertFalse(output.flush(Duration.ofMillis(1)));
    output.redirect(written);
    never.countDown();
    assertTrue(output.flush(LONG));
    assertTrue(text().contains(" log lines were lost\n"));
  }

  private String line(String message) {
    return lines.format(event(message));
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  private static LogRecord event(String message) {
    LogRecord event = new LogRecord(Level.INFO, message);
    event.setInstant(Instant.parse("2026-01-01T12:00:00Z"));
    return event;
  }

  private static OutputStream closedPipe() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException("Broken pipe");
      }
    };
  }

  private static OutputStream stuck(CountDownLatch never) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        try {
          never.await();
        } catch (InterruptedException interrupted) {
          throw new IOException(interrupted);
        }
      }
    };
  }
}
