package io.gyre.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigNode.Items;
import io.gyre.config.ConfigNode.Scalar;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

  @Test
  void keepsStructureAndTexts() {
    ConfigNode node =
        JsonText.parse(" {\"a.b\": [1, -2.5e3, \"\\u00e9\\n\"], \"c\": null, \"d\": {}} ", "f");
    Items list =
        new Items(
            List.of(new Scalar("1", "f"), new Scalar("-2.5e3", "f"), new Scalar("é\n", "f")), "f");
    assertEquals(new Block(Map.of("a.b", list, "d", Block.empty("f")), "f"), node);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "{a:1}",
        "01",
        "+1",
        "1 2",
        "\"",
        "\"\\x\"",
        "\"\\u12\"",
        "nul",
        "{\"a\":1,\"a\":2}",
        "// x\n1",
        "\"\t\""
      })
  void refusesWhatIsNotJson(String text) {
    assertThrows(ConfigSyntaxException.class, () -> JsonText.parse(text, "f"));
  }

  @Test
  void namesLineAndColumn() {
    ConfigSyntaxException failure =
        assertThrows(ConfigSyntaxException.class, () -> JsonText.parse("{\n  \"a\": x}", "f"));
    assertTrue(failure.toString().contains("line 2, column 8"), failure.getMessage());
  }

  @Test
  void refusesDeepNesting() {
    assertThrows(ConfigSyntaxException.class, () -> JsonText.parse("[".repeat(100_000), "f"));
  }

  @Test
  void aFileKnowsTheLinesOfItsParts() {
    Block block = (Block) JsonText.parseFile("{\n\"a\":\n 1,\n\"b\": [true,\n\n {}]}", "f");
    Items list =
        new Items(List.of(new Scalar("true", "f, line 4"), Block.empty("f, line 6")), "f, line 4");
    assertEquals(
        new Block(Map.of("a", new Scalar("1", "f, line 3"), "b", list), "f, line 1"), block);
  }
}
