package io.gyre.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/plugins.md tells a stranger to do, command by command. */
@Timeout(300)
class PluginGuideTest {
  private static final Pattern COMMANDS = Pattern.compile("(?s)```sh\n(.*?)```");
  private static final int BLOCKS_AT_LEAST = 5;

  /** Stops at the first command that fails, and leaves no server behind. */
  private static final String BEGIN =
      """
      set -eu
      trap '[ -z "${server:-}" ] || kill "$server" 2>/dev/null || true' EXIT
      """;

  private static final Set<String> NOT_SOURCES = Set.of("target", ".git", ".idea", "node_modules");

  @TempDir Path folder;

  @Test
  void leadsFromNothingToARunningPlugin() throws Exception {
    Path checkout = Path.of(System.getProperty("gyre.sources")).toRealPath();
    List<String> blocks =
        COMMANDS
            .matcher(Files.readString(checkout.resolve("docs/plugins.md")))
            .results()
            .map(block -> block.group(1))
            .toList();
    assertTrue(blocks.size() >= BLOCKS_AT_LEAST, "blocks of commands: " + blocks.size());
    String port = Integer.toString(RunningGyre.freePort());
    String script = BEGIN + String.join("", blocks).replace(":8000/", ":" + port + "/");

    Path work = Files.createDirectory(folder.resolve("work"));
    Command run =
        Command.run(
            work,
            Map.of(
                "CHECKOUT", copy(checkout, folder.resolve("source")).toString(),
                "GYRE_HOME", Distribution.light(folder.resolve("home")).toString(),
                "GYRE_HTTP_SERVER_PORT", port,
                "JAVA_HOME", System.getProperty("java.home"),
                "MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -Dmaven.repo.local=" + ownRepository()),
            List.of("sh", "-c", script));
    assertEquals(0, run.exit(), run::output);
    assertTrue(run.output().lines().anyMatch(line -> line.contains("\"tick\":")), run::output);
  }

  /** A checkout of its own: the one under test must not be built while it is tested. */
  private static Path copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (NOT_SOURCES.contains(String.valueOf(folder.getFileName()))) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
    return to;
  }

  /**
   * A local repository with all that has been downloaded before, by links, and a place of its own
   * for what the commands install.
   */
  private Path ownRepository() throws IOException {
    Path shared =
        Path.of(
            System.getProperty(
                "maven.repo.local", System.getProperty("user.home") + "/.m2/repository"));
    Path own = folder.resolve("repository");
    link(shared, own, "io");
    link(shared.resolve("io"), own.resolve("io"), "gyre");
    return own;
  }

  private static void link(Path from, Path to, String without) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> entries = Files.list(from)) {
      entries
          .filter(entry -> !entry.endsWith(without))
          .forEach(entry -> {
            try {
              Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
            } catch (IOException failure) {
              throw new UncheckedIOException(failure);
            }
          });
    }
  }
}
