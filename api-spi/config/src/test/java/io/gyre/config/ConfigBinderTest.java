package io.gyre.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.config.ConfigNode.Block;
import io.gyre.spi.Key;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigBinderTest {

  enum Colour {
    RED,
    DEEP_BLUE
  }

  record Limits(
      @Key(doc = "Most.", fallback = "7") int maxSize,
      @Key(doc = "Longest.", fallback = "1m30s") Duration longestWait) {
    Limits {
      if (maxSize < 0) {
        throw new IllegalArgumentException("max_size must not be negative");
      }
    }
  }

  record Named(@Key(doc = "Name.") String name, Limits limits) {}

  record Sample(
      @Key(doc = "Switch.", fallback = "false") boolean enabled,
      @Key(doc = "Long.", fallback = "4294967296") long big,
      @Key(doc = "Ratio.", fallback = "0.5") double ratio,
      @Key(doc = "Colour.", fallback = "red") Colour colour,
      @Key(doc = "Words.", fallback = "a b") List<String> words,
      @Key(doc = "Headers.", fallback = "") Map<String, String> headers,
      @Key(doc = "Password.", fallback = "", secret = true) Colour password,
      @Key(doc = "Block.") Limits block,
      @Key(doc = "List.") List<Named> list) {}

  record Plain(
      @Key(doc = "Switch.", fallback = "false") boolean enabled,
      @Key(doc = "Long.", fallback = "4294967296") long big,
      @Key(doc = "Ratio.", fallback = "0.5") double ratio,
      @Key(doc = "Colour.", fallback = "red") Colour colour,
      @Key(doc = "Words.", fallback = "a b") List<String> words,
      @Key(doc = "Headers.", fallback = "") Map<String, String> headers,
      @Key(doc = "Block.") Limits block,
      @Key(doc = "List.") List<Named> list) {}

  record Unmarked(int size) {}

  private final Problems problems = new Problems();

  private Optional<Plain> bind(String json) {
    return new ConfigBinder(problems).bind((Block) JsonText.parse(json, "test"), "", Plain.class);
  }

  @Test
  void takesEveryDefaultFromTheRecord() {
    Plain plain = ConfigBinder.defaults(Plain.class);
    assertEquals(
        new Plain(
            false,
            4294967296L,
            0.5,
            Colour.RED,
            List.of("a", "b"),
            Map.of(),
            new Limits(7, Duration.ofSeconds(90)),
            List.of()),
        plain);
  }

  @Test
  void bindsEveryType() {
    Plain plain =
        bind("""
        {"enabled": true, "big": 5, "ratio": 1.5, "colour": "deep_blue", "words": ["x y", "z"],
         "headers": {"A-b": "1"}, "block": {"max_size": 3, "longest_wait": 1500000000},
         "list": [{"name": "one", "max_size": 1}]}
        """)
            .orElseThrow();
    assertEquals(Colour.DEEP_BLUE, plain.colour());
    assertEquals(List.of("x y", "z"), plain.words());
    assertEquals(Map.of("A-b", "1"), plain.headers());
    assertEquals(new Limits(3, Duration.ofMillis(1500)), plain.block());
    assertEquals(new Named("one", new Limits(1, Duration.ofSeconds(90))), plain.list().getFirst());
    assertEquals(List.of(), problems.all());
  }

  @Test
  void reportsAllProblemsOfAllBlocksTogether() {
    Optional<Plain> plain =
        bind(
            """
            {"enabled": "perhaps", "big": "many", "words": {"a": 1}, "block": {"max_size": -1},
             "list": [{"longest_wait": "5 parsecs"}, 3]}
            """);
    assertTrue(plain.isEmpty());
    List<String> paths = problems.errors(false).stream().map(ConfigProblem::path).toList();
    assertEquals(
        List.of(
            "enabled", "big", "words", "block", "list[0].name", "list[0].longest_wait", "list[1]"),
        paths);
  }

  @Test
  void saysWhatIsWrongAndWhatToDo() {
    bind("{\"block\": {\"longest_wait\": \"5 parsecs\"}}");
    assertEquals(
        "block.longest_wait \"5 parsecs\": is not a duration; write a number and a unit,"
            + " such as 30s, 1m30s or 500ms (from test)",
        problems.all().getFirst().toString());
  }

  @Test
  void wondersAtADurationOfAFewNanoseconds() {
    bind("{\"block\": {\"longest_wait\": 5}}");
    assertEquals(
        List.of(
            "block.longest_wait: \"5\" has no unit and counts nanoseconds;"
                + " write 5s if seconds are meant (from test)"),
        problems.all().stream().map(ConfigProblem::toString).toList());
    bind("{\"block\": {\"longest_wait\": 5000000000}}");
    assertEquals(1, problems.all().size(), "nanoseconds that are meant");
  }

  @Test
  void neverShowsASecret() {
    Block block = (Block) JsonText.parse("{\"password\": \"hunter2\"}", "test");
    new ConfigBinder(problems).bind(block, "", Sample.class);
    assertTrue(
        problems.all().stream().noneMatch(problem -> problem.toString().contains("hunter2")));
    assertTrue(problems.all().stream().anyMatch(problem -> problem.toString().contains("***")));
  }

  @ParameterizedTest
  @CsvSource({"true,true", "1,true", "T,true", "0,false", "False,false"})
  void readsSwitchesAsTheOriginalDoes(String text, boolean expected) {
    assertEquals(expected, ConfigBinder.of(Plain.class, Map.of("enabled", text)).enabled());
  }

  @Test
  void refusesUnknownKeysOfAnEmbeddedConfiguration() {
    Map<String, String> values = Map.of("block.max_sise", "1");
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> ConfigBinder.of(Plain.class, values));
    assertTrue(refusal.toString().contains("did you mean block.max_size?"), refusal.getMessage());
  }

  @Test
  void refusesARecordWhoseComponentHasNoKey() {
    assertThrows(IllegalArgumentException.class, () -> ConfigSchema.of(Unmarked.class));
  }

  @Test
  void namesAKeyThatStandsElsewhere() {
    UnknownKeys.report(
        ConfigSchema.of(Plain.class),
        (Block) JsonText.parse("{\"longest_wait\": \"1s\", \"enabld\": true}", "test"),
        problems);
    assertEquals(
        List.of("did you mean block.longest_wait?", "did you mean enabled?"),
        problems.warnings(false).stream().map(ConfigProblem::remedy).toList());
    assertEquals(2, problems.errors(true).size());
  }
}
