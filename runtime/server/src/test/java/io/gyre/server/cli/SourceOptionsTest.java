package io.gyre.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceOptionsTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "-c a.yaml", "--strict -p 8000", "--config a.yaml --address ::1"})
  void readsAPlainStart(String line) {
    assertTrue(SourceOptions.plain(words(line)).isPresent());
  }

  @Test
  void knowsWhetherItIsStrict() {
    assertEquals(
        List.of(true),
        SourceOptions.plain(words("-c a.yaml --strict")).stream()
            .map(SourceOptions::strict)
            .toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "version",
        "--help",
        "-h",
        "-c",
        "-c --strict",
        "-c a.yaml -c b.yaml",
        "-c @file",
        "@file",
        "--strict --strict",
        "--config=a.yaml",
        "-ca.yaml",
        "-c a.yaml checkconfig",
        "--unknown"
      })
  void leavesAllElseToTheParser(String line) {
    assertTrue(SourceOptions.plain(words(line)).isEmpty());
  }

  private static List<String> words(String line) {
    return line.isEmpty() ? List.of() : List.of(line.split(" "));
  }
}
