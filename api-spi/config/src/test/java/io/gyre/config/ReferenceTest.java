package io.gyre.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.config.ConfigNode.Block;
import io.gyre.spi.Key;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferenceTest {

  record Item(
      @Key(doc = "Name.", fallback = "") String name,
      @Key(doc = "Code.", fallback = "4") int code) {}

  record Inner(
      @Key(doc = "Wait.", fallback = "1m") Duration delay,
      @Key(doc = "Secret.", fallback = "", secret = true) String secret) {}

  record Root(
      @Key(doc = "On.", fallback = "true") boolean on,
      @Key(doc = "Words.", fallback = "a b") List<String> words,
      @Key(doc = "Texts.", fallback = "") Map<String, String> texts,
      @Key(doc = "Inner | block.") Inner inner,
      @Key(doc = "Items.") List<Item> items) {}

  private final ConfigSchema schema = ConfigSchema.of(Root.class);
  private final Block base =
      (Block)
          JsonText.parse(
              "{\"inner\": {\"secret\": \"s\\\"1\"}, \"texts\": {\"X-A\": \"b\"}, \"items\": [{\"name\": \"n\"}]}",
              "");

  @Test
  void writesEachFormat() {
    Map<String, Object> values = ConfigValues.of(schema, base);
    assertEquals(
        """
        on: true
        words: ["a", "b"]
        texts:
          "X-A": "b"
        inner:
          delay: "1m"
          secret: "s\\"1"
        items:
        - name: "n"
          code: 4
        """,
        ConfigFormat.YAML.write(values));
    assertEquals(
        """
        on = true
        words = ["a", "b"]

        [texts]
        "X-A" = "b"

        [inner]
        delay = "1m"
        secret = "s\\"1"

        [[items]]
        name = "n"
        code = 4
        """,
        ConfigFormat.TOML.write(values));
    assertEquals(
        ConfigValues.of(schema, (Block) JsonText.parse(ConfigFormat.JSON.write(values), "")),
        values);
  }

  @Test
  void masksSecretsAndLeavesOutZeros() {
    Map<String, Object> masked = ConfigValues.masked(schema, base);
    assertEquals(Map.of("delay", "1m", "secret", "***"), masked.get("inner"));
    Map<String, Object> kept = ConfigValues.withoutZeros(ConfigValues.of(schema, Block.empty("")));
    assertEquals(List.of("on", "words", "inner"), List.copyOf(kept.keySet()));
  }

  @Test
  void namesVariablesWithTheirDefaults() {
    assertEquals(
        """
        GYRE_ON="true"
        GYRE_WORDS="a b"
        GYRE_TEXTS="{}"
        GYRE_INNER_DELAY="1m"
        GYRE_INNER_SECRET=""
        GYRE_ITEMS=""
        """,
        Reference.variables(schema, ConfigValues.of(schema, Block.empty(""))));
  }

  @Test
  void describesEveryKey() {
    String page = Reference.markdown(schema, "");
    assertTrue(
        page.contains("| `inner.delay` | duration | `1m` | `GYRE_INNER_DELAY` | Wait. |"), page);
    assertTrue(
        page.contains("| `items[].code` | whole number | `4` | `GYRE_ITEMS_<NAME>_CODE` | Code. |"),
        page);
    assertTrue(page.contains("Inner \\| block."), page);
    assertTrue(Reference.markdown(schema, "inner").contains("## inner"));
  }

  @Test
  void makesAJsonSchema() {
    Block json = (Block) JsonText.parse(Reference.jsonSchema(schema), "");
    assertEquals(
        "integer",
        ((ConfigNode.Scalar) json.at("properties.items.items.properties.code.type").orElseThrow())
            .text());
    assertEquals(
        "false", ((ConfigNode.Scalar) json.at("additionalProperties").orElseThrow()).text());
  }
}
