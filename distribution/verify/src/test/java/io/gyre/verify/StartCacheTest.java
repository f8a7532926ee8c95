package io.gyre.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JVM takes a cache without looking at the jars behind it, so the launcher has to. */
class StartCacheTest {
  @TempDir Path folder;

  @Test
  void servesAfterUnpackingTheZipIntoAnotherFolder() throws Exception {
    Path home = Distribution.unzip(folder.resolve("another place"));
    assertTrue(usesCache(home), "the launcher offers the cache");
    int port = freePort();
    Path config = folder.resolve("config.yaml");
    Files.writeString(
        config,
        "http_server: {address: 127.0.0.1, port: %d}%nhealth: {enabled: true}%n".formatted(port));
    ProcessBuilder start =
        new ProcessBuilder(home + "/bin/gyre", "-c", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    // With this mode the JVM refuses to start where it cannot use the cache.
    start.environment().put("GYRE_JAVA_OPTS", "-XX:AOTMode=on");
    Process server = start.start();
    try {
      assertEquals(200, awaitHealth(server, port), () -> "log: " + log());
      server.destroy();
      assertTrue(server.waitFor(30, TimeUnit.SECONDS), "ends on SIGTERM");
      assertEquals(0, server.exitValue(), () -> "log: " + log());
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void isDroppedWhenAJarIsAnother() throws Exception {
    Path home = Distribution.light(folder.resolve("home"));
    Files.delete(home.resolve("lib"));
    Command.run(
            folder, Map.of(), List.of("cp", "-R", Distribution.folder() + "/lib", home + "/lib"))
        .mustSucceed();
    assertTrue(usesCache(home), "equal jars");
    try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
      Path jar =
          jars.filter(file -> file.toString().contains("gyre-core")).findFirst().orElseThrow();
      Files.write(jar, new byte[] {0}, StandardOpenOption.APPEND);
    }
    assertFalse(usesCache(home), "a patched jar");
  }

  @Test
  void isDroppedWhenAJarIsAdded() throws Exception {
    Path home = Distribution.light(folder.resolve("home"));
    Files.delete(home.resolve("lib"));
    Command.run(
            folder, Map.of(), List.of("cp", "-R", Distribution.folder() + "/lib", home + "/lib"))
        .mustSucceed();
    Files.write(home.resolve("lib/another.jar"), new byte[] {0});
    assertFalse(usesCache(home));
  }

  @Test
  void isDroppedWhenTheFlagsChange() throws Exception {
    Path home = Distribution.light(folder.resolve("home"));
    assertTrue(usesCache(home), "equal flags");
    Files.writeString(
        home.resolve("conf/jvm.flags"),
        "-XX:-UseCompactObjectHeaders\n",
        StandardOpenOption.APPEND);
    assertFalse(usesCache(home));
  }

  private boolean usesCache(Path home) throws IOException, InterruptedException {
    return Command.run(folder, Map.of("GYRE_SHOW_COMMAND", "1"), List.of(home + "/bin/gyre"))
        .mustSucceed()
        .lines()
        .contains("-XX:AOTCache=" + home.toRealPath() + "/cache/gyre.aot");
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private static int awaitHealth(Process server, int port) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health")).build();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (server.isAlive() && System.nanoTime() < end) {
        try {
          return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException notYet) {
          server.waitFor(20, TimeUnit.MILLISECONDS);
        }
      }
    }
    return -1;
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException gone) {
      return gone.toString();
    }
  }
}
