package io.gyre.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a program said and how it ended. */
record Command(int exit, String output) {
  private static final long LIMIT_SECONDS = 60;

  /**
   * Runs a program to its end; its two outputs are read as one. An empty value removes a variable.
   */
  static Command run(Path folder, Map<String, String> environment, List<String> line)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
    environment.forEach((name, value) -> {
      if (value.isEmpty()) {
        builder.environment().remove(name);
      } else {
        builder.environment().put(name, value);
      }
    });
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException(line + " did not end; it said: " + output);
    }
    return new Command(process.exitValue(), output);
  }

  List<String> lines() {
    return output.lines().toList();
  }

  Command mustSucceed() {
    if (exit != 0) {
      throw new IllegalStateException("exit code " + exit + ": " + output);
    }
    return this;
  }
}
