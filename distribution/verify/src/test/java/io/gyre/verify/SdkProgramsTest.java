package io.gyre.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The official SDKs for Python and Go, each in a program of its own: connect with a token,
 * subscribe, publish, ask, lose the connection and recover. What they expect is in {@code
 * src/test/python} and {@code src/test/go}.
 */
@Timeout(180)
class SdkProgramsTest {
  private static final Path SOURCES =
      Path.of(System.getProperty("gyre.sources"), "distribution/verify/src/test").normalize();
  private static final Path TARGET = Path.of(System.getProperty("gyre.target"));

  @TempDir static Path folder;
  private static SdkServer server;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    server = SdkServer.start(folder);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "protobuf"})
  void pythonWorksUnmodified(String format) throws Exception {
    Path home = TARGET.resolve("python");
    Path requirements = SOURCES.resolve("python/requirements.txt");
    Path installed = home.resolve("installed.txt");
    if (!Files.exists(installed) || Files.mismatch(installed, requirements) != -1) {
      tool("Python 3.10 with venv", "python3-venv", "python3", "-m", "venv", "--clear", "" + home);
      String pip = home + "/bin/pip";
      tool("the pinned Python SDK", "python3-venv", pip, "install", "-q", "-r", "" + requirements);
      Files.copy(requirements, installed);
    }
    plays("python", format, home + "/bin/python", "" + SOURCES.resolve("python/sdk.py"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "protobuf"})
  void goWorksUnmodified(String format) throws Exception {
    Path program = TARGET.resolve("go/sdk");
    tool("Go 1.19", "golang-go", "go", "build", "-buildvcs=false", "-o", "" + program, ".");
    plays("go", format, "" + program);
  }

  /** Runs a tool; where that fails says what to install. */
  private static void tool(String need, String debian, String... line) throws InterruptedException {
    try {
      Command.run(SOURCES.resolve("go"), Map.of(), List.of(line)).mustSucceed();
    } catch (IOException | IllegalStateException failure) {
      throw new AssertionError(
          "this test needs %s or newer: run ./test, which installs it, or install the package %s."
                  .formatted(need, debian)
              + " Failed: "
              + failure.getMessage(),
          failure);
    }
  }

  private static void plays(String name, String format, String... program) throws Exception {
    String channel = "sdk:" + name + "-" + format;
    List<String> line = new ArrayList<>(List.of(program));
    line.add(format);
    line.add(server.line().address().toString());
    line.add(RunningGyre.token("ann", List.of()));
    SdkProgram.plays(server, channel, folder, line);
  }
}
