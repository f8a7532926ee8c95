package io.gyre.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
  @TempDir Path folder;

  @Test
  void forwardsArgumentsAsTheyAreAndKeepsTheFolderOfTheCaller() throws Exception {
    List<String> command = command(Distribution.folder(), "checkconfig", "-c", "a b.yaml", "", "*");
    int main = command.indexOf("io.gyre.server.Main");
    assertEquals(
        List.of("checkconfig", "-c", "a b.yaml", "", "*"),
        command.subList(main + 1, command.size()));
  }

  @Test
  void worksThroughSymbolicLinksAndFromAFolderWithSpaces() throws Exception {
    Path home = Distribution.light(folder.resolve("a place with spaces"));
    Path link = Files.createSymbolicLink(folder.resolve("gyre"), home.resolve("bin/gyre"));
    Path relative = Files.createSymbolicLink(folder.resolve("again"), Path.of("gyre"));
    for (Path start : List.of(link, relative)) {
      List<String> command = show(start, Map.of());
      assertTrue(command.contains("-Dgyre.home=" + home.toRealPath()), command::toString);
    }
  }

  @Test
  void usesTheRuntimeThatComesWithIt() throws Exception {
    assertEquals(
        Distribution.folder() + "/runtime/bin/java", command(Distribution.folder()).getFirst());
  }

  @Test
  void takesAnInstalledJavaWhereTheRuntimeIsMissing() throws Exception {
    Path home = Distribution.light(folder.resolve("home"));
    Files.delete(home.resolve("runtime"));
    String installed = System.getProperty("java.home");
    assertEquals(installed + "/bin/java", show(home, Map.of("JAVA_HOME", installed)).getFirst());
    assertTrue(
        show(home, Map.of("JAVA_HOME", "")).getFirst().endsWith("/bin/java"),
        "found without JAVA_HOME");
  }

  @Test
  void saysWhereItLookedWhenThereIsNoJava() throws Exception {
    Path home = Distribution.light(folder.resolve("home"));
    Files.delete(home.resolve("runtime"));
    Path search = home.resolve("bin/find-java");
    Files.writeString(
        search, Files.readString(search).replace("java_minimum=25", "java_minimum=99"));
    Command start =
        Command.run(folder, Map.of("JAVA_HOME", "/no/such/jdk"), List.of(home + "/bin/gyre"));
    assertEquals(1, start.exit());
    for (String word :
        List.of("JAVA_HOME (/no/such/jdk)", "PATH", "/usr/lib/jvm", ".sdkman", "Install a JDK")) {
      assertTrue(start.output().contains(word), start::output);
    }
  }

  @Test
  void choosesTheCollectorByTheSizeOfTheMachine() throws Exception {
    Path home = Distribution.light(folder.resolve("home"));
    setLargeFrom(home, "1 1");
    List<String> large = show(home, Map.of());
    assertTrue(
        large.contains("-XX:+UseG1GC") && !large.contains("-XX:+UseSerialGC"), large::toString);
    setLargeFrom(home, "999999999 1");
    List<String> small = show(home, Map.of());
    assertTrue(
        small.contains("-XX:+UseSerialGC") && !small.contains("-XX:+UseG1GC"), small::toString);
  }

  @Test
  void choosesLessInATinyContainer() throws Exception {
    for (String limit : List.of("-XX:MaxRAM=255m", "-Xmx127m", "-XX:MaxRAM=96m")) {
      List<String> tiny = show(Distribution.folder(), Map.of("GYRE_JAVA_OPTS", limit));
      assertTrue(tiny.contains("-XX:TieredStopAtLevel=1"), tiny::toString);
      assertTrue(tiny.contains("-XX:+UseSerialGC"), tiny::toString);
      assertFalse(tiny.contains("-XX:NewSize=24m"), tiny::toString);
    }
    for (String limit : List.of("-XX:MaxRAM=256m", "-Xmx128m")) {
      List<String> small = show(Distribution.folder(), Map.of("GYRE_JAVA_OPTS", limit));
      assertTrue(small.contains("-XX:NewSize=24m"), small::toString);
      assertFalse(small.contains("-XX:TieredStopAtLevel=1"), small::toString);
    }
  }

  @Test
  void leavesRoomForWhatGrowsOld() throws Exception {
    for (int memory : List.of(96, 128, 192, 255, 256, 512)) {
      List<String> command =
          show(Distribution.folder(), Map.of("GYRE_JAVA_OPTS", "-XX:MaxRAM=" + memory + "m"));
      int young = number(command, "-XX:MaxNewSize=");
      int percent =
          command.toString().contains("MinRAMPercentage")
              ? number(command, "-XX:MinRAMPercentage=")
              : number(command, "-XX:MaxRAMPercentage=");
      assertTrue(2 * young <= memory * percent / 100, memory + ": " + command);
    }
  }

  @Test
  void refusesMemoryThatIsTooLittleToServe() throws Exception {
    Map<String, String> little = Map.of("GYRE_JAVA_OPTS", "-XX:MaxRAM=95m");
    String launcher = Distribution.folder() + "/bin/gyre";
    Command start = Command.run(folder, little, List.of(launcher, "-c", "gyre.yaml"));
    assertEquals(1, start.exit());
    assertTrue(start.output().contains("may use 95 MiB"), start::output);
    assertTrue(start.output().contains("needs 96 MiB"), start::output);
    Command.run(folder, little, List.of(launcher, "version")).mustSucceed();
  }

  @Test
  void countsTheNarrowestOfItsControlGroups() throws Exception {
    Path home = Distribution.light(folder.resolve("home"));
    Path groups = folder.resolve("groups");
    Path membership = folder.resolve("membership");
    Path launcher = home.resolve("bin/gyre");
    String script = Files.readString(launcher);
    Files.writeString(
        launcher,
        script
            .replace("/sys/fs/cgroup", groups.toString())
            .replace("/proc/self/cgroup", membership.toString()));
    write(groups.resolve("pod/memory.max"), "134217728\n");
    write(groups.resolve("pod/cpu.max"), "100000 100000\n");
    write(groups.resolve("pod/gyre/memory.max"), "max\n");
    write(groups.resolve("memory/old/memory.limit_in_bytes"), "134217728\n");
    for (String group : List.of("0::/pod/gyre\n", "0::/pod\n", "4:memory:/old/gone\n0::/\n")) {
      Files.writeString(membership, group);
      List<String> command = show(home, Map.of());
      assertTrue(command.contains("-XX:TieredStopAtLevel=1"), group + command);
    }
    setLargeFrom(home, "1 2");
    Files.writeString(membership, "0::/pod/gyre\n");
    List<String> oneProcessor = show(home, Map.of());
    assertFalse(oneProcessor.contains("-XX:+UseG1GC"), oneProcessor::toString);
  }

  @Test
  void putsTheFlagsOfOneStartAfterThoseOfTheFile() throws Exception {
    List<String> command = show(Distribution.folder(), Map.of("GYRE_JAVA_OPTS", "-Xmx1g -Dx=y"));
    assertTrue(
        command.indexOf("-Xmx1g") > command.indexOf("-XX:MaxRAMPercentage=50"), command::toString);
    assertTrue(command.contains("-Dx=y"), command::toString);
  }

  @Test
  void explainsEveryFlagInTheFileOfFlags() throws Exception {
    boolean explained = false;
    for (String line : Files.readAllLines(Distribution.folder().resolve("conf/jvm.flags"))) {
      if (line.startsWith("#")) {
        explained = true;
      } else if (line.isBlank()) {
        explained = false;
      } else {
        assertTrue(explained, "no comment above " + line);
      }
    }
  }

  @Test
  void shipsWhatTheZipPromises() {
    for (String name :
        List.of(
            "lib",
            "plugins/README.md",
            "conf/gyre.yaml",
            "conf/jvm.flags",
            "LICENSE",
            "README.md",
            "licences/THIRD-PARTY.txt",
            "runtime/bin/java")) {
      assertTrue(Files.exists(Distribution.folder().resolve(name)), name);
    }
    assertFalse(Files.exists(Distribution.folder().resolve("cache/rehearsing")));
  }

  private List<String> command(Path home, String... arguments)
      throws IOException, InterruptedException {
    return show(home.resolve("bin/gyre"), Map.of(), arguments);
  }

  private List<String> show(Path start, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path script = Files.isDirectory(start) ? start.resolve("bin/gyre") : start;
    List<String> line = new ArrayList<>(List.of(script.toString()));
    line.addAll(List.of(arguments));
    Map<String, String> all = new HashMap<>(environment);
    all.put("GYRE_SHOW_COMMAND", "1");
    return Command.run(folder, all, line).mustSucceed().lines();
  }

  private static int number(List<String> command, String flag) {
    String value =
        command.stream()
            .filter(word -> word.startsWith(flag))
            .findFirst()
            .orElseThrow()
            .substring(flag.length());
    return Integer.parseInt(value.replace("m", ""));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void setLargeFrom(Path home, String limits) throws IOException {
    Path flags = home.resolve("conf/jvm.flags");
    Files.writeString(
        flags, Files.readString(flags).replaceFirst("large-from: .*", "large-from: " + limits));
  }
}
