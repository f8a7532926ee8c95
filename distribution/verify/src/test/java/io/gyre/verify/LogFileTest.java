package io.gyre.verify;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The log of a server that writes to a file, and whoever rotates it. */
@Timeout(120)
class LogFileTest {
  private static final long WAIT_SECONDS_MAX = 40;

  @TempDir Path folder;

  @Test
  void aFileThatWasMovedAwayIsFollowedByANewOneOfItsNameAfterTheReload() throws Exception {
    Path file = folder.resolve("server.log");
    try (RunningGyre server = RunningGyre.start(folder, "log: {file: " + file + "}\n")) {
      holds(server, file, "listening");
      Path moved = Files.move(file, folder.resolve("server.log.1"));
      server.reload();
      holds(server, file, "configuration reloaded");
      assertTrue(Files.readString(moved).contains("listening"));
    }
    assertTrue(Files.readString(file).contains("stopped"));
  }

  private static void holds(RunningGyre server, Path file, String word)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS_MAX);
    while (!Files.exists(file) || !Files.readString(file).contains(word)) {
      assertTrue(System.nanoTime() < end, () -> "no line with '" + word + "' in " + file);
      server.awaitEnd(20);
    }
  }
}
