package io.gyre.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.config.ConfigFormat;
import io.gyre.config.ConfigNode;
import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigNode.Items;
import io.gyre.config.ConfigNode.Scalar;
import io.gyre.config.ConfigSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {

  private static Block yaml(String text) {
    return ConfigFile.parse(ConfigFormat.YAML, text, "f.yaml");
  }

  private static String text(Block block, String path) {
    return block.at(path).orElseThrow() instanceof Scalar scalar ? scalar.text() : "";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.10|1.10",
        "0x10|16",
        "1_000|1000",
        "on|on",
        "'true'|true",
        "2001-12-14|2001-12-14",
        "1m30s|1m30s",
        "-1|-1",
        "1e3|1e3",
        "\"\"|''",
        "\"#a: b\"|#a: b"
      })
  void yamlValuesStayWhatTheirAuthorWrote(String written, String expected) {
    assertEquals(expected, text(yaml("a: " + written), "a"));
  }

  @Test
  void yamlNullsCountAsNotWritten() {
    Block block = yaml("a: null\nb:\nc: ~\nd: [1, null]\n");
    assertEquals(List.of("d"), List.copyOf(block.members().keySet()));
    assertEquals(1, ((Items) block.member("d").orElseThrow()).items().size());
  }

  @Test
  void yamlKeepsListsBlocksAndLines() {
    Block block =
        yaml("channel:\n  namespaces:\n    - name: one\n    - name: two\n      presence: true\n");
    Items list = (Items) block.at("channel.namespaces").orElseThrow();
    Block second = (Block) list.items().get(1);
    assertEquals(new Scalar("true", "f.yaml, line 5"), second.member("presence").orElseThrow());
    assertEquals(List.of("name", "presence"), List.copyOf(second.members().keySet()));
  }

  @Test
  void yamlKeysMayHoldDots() {
    Block block = yaml("static_headers: {X.Api.Version: 2, \"a.b\": {c.d: x}}");
    Block headers = (Block) block.member("static_headers").orElseThrow();
    assertEquals(
        "2",
        headers.member("X.Api.Version").orElseThrow() instanceof Scalar scalar
            ? scalar.text()
            : "");
    assertTrue(headers.member("a.b").orElseThrow() instanceof Block);
  }

  @Test
  void yamlAnchorsAndMergeKeysWork() {
    Block block = yaml("base: &b {x: 0x1F, y: 2}\nuse: {<<: *b, y: 3}\nagain: *b\n");
    assertEquals("31", text(block, "use.x"));
    assertEquals("3", text(block, "use.y"));
    assertEquals("2", text(block, "again.y"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "client: [unclosed",
        "- 1\n- 2",
        "just text",
        "a: 1\na: 2",
        "a: !!java.net.URL [x]",
        "? [a]\n: b",
        "\tx: 1"
      })
  void yamlThatIsNoConfigurationIsRefusedByName(String text) {
    ConfigSyntaxException refusal = assertThrows(ConfigSyntaxException.class, () -> yaml(text));
    assertTrue(refusal.toString().contains("f.yaml: YAML"), refusal.toString());
  }

  @Test
  void aYamlErrorNamesItsLine() {
    ConfigSyntaxException refusal =
        assertThrows(ConfigSyntaxException.class, () -> yaml("a: 1\nb: [1\n"));
    assertTrue(refusal.toString().contains("line 2"), refusal.toString());
  }

  @Test
  void aliasesCannotUnfoldWithoutBound() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x]\n");
    for (int level = 1; level < 60; level++) {
      text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(level, level, level - 1, level - 1));
    }
    assertThrows(ConfigSyntaxException.class, () -> yaml(text.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "null\n", "---\n"})
  void anEmptyFileIsAnEmptyConfiguration(String text) {
    assertEquals(Map.of(), yaml(text).members());
  }

  @Test
  void theThreeFormatsMeanTheSame() {
    Block json =
        ConfigFile.parse(
            ConfigFormat.JSON,
            "{\"a\": {\"b\": 1, \"c\": [\"x\", \"y\"]}, \"l\": [{\"n\": true}]}",
            "f");
    Block toml =
        ConfigFile.parse(
            ConfigFormat.TOML, "[a]\nb = 1\nc = [\"x\", \"y\"]\n[[l]]\nn = true\n", "f");
    Block yaml = ConfigFile.parse(ConfigFormat.YAML, "a: {b: 1, c: [x, y]}\nl:\n- n: true\n", "f");
    assertEquals(stripped(json), stripped(toml));
    assertEquals(stripped(json), stripped(yaml));
  }

  @Test
  void aTomlErrorNamesItsLine() {
    ConfigSyntaxException refusal =
        assertThrows(
            ConfigSyntaxException.class,
            () -> ConfigFile.parse(ConfigFormat.TOML, "a = 1\nb = \n", "f.toml"));
    assertTrue(refusal.toString().contains("TOML, line 2"), refusal.toString());
  }

  @Test
  void aMissingFileIsNoError(@TempDir Path folder) throws IOException {
    assertEquals(Optional.empty(), ConfigFile.read(folder.resolve("none.yaml")));
    Path ini = Files.writeString(folder.resolve("x.ini"), "a=b");
    assertThrows(ConfigSyntaxException.class, () -> ConfigFile.read(ini));
    Path binary = Files.write(folder.resolve("x.yaml"), new byte[] {(byte) 0xc3, 0x28});
    assertThrows(ConfigSyntaxException.class, () -> ConfigFile.read(binary));
  }

  @Test
  void variablesOfADotEnvFileYieldToTheEnvironment(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve(".env"),
        "# c\nexport GYRE_A=1 # one\nGYRE_B=\"two words\\n\"\nGYRE_C='x # y'\nGYRE_D = z\n\nnonsense\n");
    Map<String, String> all = DotEnv.over(Map.of("GYRE_A", "env"), folder);
    assertEquals(
        Map.of("GYRE_A", "env", "GYRE_B", "two words\n", "GYRE_C", "x # y", "GYRE_D", "z"), all);
  }

  private static Object stripped(ConfigNode node) {
    return switch (node) {
      case Scalar scalar -> scalar.text();
      case Items list -> list.items().stream().map(ConfigFileTest::stripped).toList();
      case Block block -> {
        Map<String, Object> members = new java.util.TreeMap<>();
        block.members().forEach((key, value) -> members.put(key, stripped(value)));
        yield members;
      }
    };
  }
}
