package io.gyre.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that uses an official SDK, asks for things line by line, and ends with "done". */
final class SdkProgram {
  private SdkProgram() {}

  /** Lets a program talk with the server, and does what it asks for. */
  static void plays(SdkServer server, String channel, Path folder, List<String> line)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile(folder, "program", ".log");
    Process process = new ProcessBuilder(line).redirectError(errors.toFile()).start();
    try (BufferedReader output = process.inputReader()) {
      String last = "";
      for (String said = output.readLine(); said != null; said = output.readLine()) {
        last = said;
        server.answer(said, channel);
      }
      process.waitFor(10, TimeUnit.SECONDS);
      assertEquals("done", last, () -> read(errors));
      assertEquals(0, process.exitValue(), () -> read(errors));
    } finally {
      process.destroyForcibly();
    }
  }

  private static String read(Path errors) {
    try {
      return Files.readString(errors);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }
}
