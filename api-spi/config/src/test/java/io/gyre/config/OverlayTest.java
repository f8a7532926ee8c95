package io.gyre.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.config.ConfigNode.Block;
import io.gyre.spi.Key;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OverlayTest {

  record Deep(@Key(doc = "Ttl.", fallback = "0s") Duration keyTtl) {}

  record Namespace(
      @Key(doc = "Name.") String name,
      @Key(doc = "Presence.", fallback = "false") boolean presence,
      @Key(doc = "Map.") Deep map) {}

  record Channel(@Key(doc = "Namespaces.") List<Namespace> namespaces) {}

  record Client(
      @Key(doc = "Ping.", fallback = "25s") Duration pingInterval,
      @Key(doc = "Origins.", fallback = "") List<String> allowedOrigins,
      @Key(doc = "Headers.", fallback = "") Map<String, String> headers,
      @Key(doc = "Insecure.", fallback = "false", formerly = "client_insecure") boolean insecure) {}

  record Root(@Key(doc = "Client.") Client client, @Key(doc = "Channel.") Channel channel) {}

  private final Problems problems = new Problems();
  private final ConfigSchema schema = ConfigSchema.of(Root.class);

  private Root environment(String file, Map<String, String> variables) {
    Block tree = (Block) JsonText.parse(file, "file");
    Block laid = EnvironmentOverlay.apply(schema, tree, variables, Set.of("GYRE_HOME"), problems);
    return new ConfigBinder(problems).bind(laid, "", Root.class).orElseThrow();
  }

  @Test
  void environmentWinsOverTheFileAndTheOwnPrefixOverTheOther() {
    Root root =
        environment(
            "{\"client\": {\"ping_interval\": \"1s\", \"insecure\": true}}",
            Map.of(
                "CENTRIFUGO_CLIENT_PING_INTERVAL", "2s",
                "GYRE_CLIENT_PING_INTERVAL", "3s",
                "CENTRIFUGO_CLIENT_ALLOWED_ORIGINS", "https://a https://b",
                "CENTRIFUGO_CLIENT_HEADERS", "{\"X-One\": \"1\"}",
                "GYRE_CLIENT_INSECURE", ""));
    assertEquals(
        new Client(
            Duration.ofSeconds(3), List.of("https://a", "https://b"), Map.of("X-One", "1"), true),
        root.client());
    assertEquals(List.of(), problems.all());
  }

  @Test
  void itemsAreChangedAndMadeByName() {
    Root root =
        environment(
            "{\"channel\": {\"namespaces\": [{\"name\": \"pub-chat\"}]}}",
            Map.of(
                "CENTRIFUGO_CHANNEL_NAMESPACES_PUB_CHAT_PRESENCE", "true",
                "GYRE_CHANNEL_NAMESPACES_NEWS_MAP_KEY_TTL", "5s"));
    assertEquals(
        List.of(
            new Namespace("pub-chat", true, new Deep(Duration.ZERO)),
            new Namespace("news", false, new Deep(Duration.ofSeconds(5)))),
        root.channel().namespaces());
    assertEquals(List.of(), problems.all());
  }

  @Test
  void theOtherPrefixMakesNoItems() {
    Root root = environment("{}", Map.of("CENTRIFUGO_CHANNEL_NAMESPACES_NEWS_PRESENCE", "true"));
    assertEquals(List.of(), root.channel().namespaces());
    assertEquals(1, problems.warnings(false).size());
  }

  @Test
  void aNameThatIsThereAlreadyIsThereTwice() {
    Root root =
        environment(
            "{\"channel\": {\"namespaces\": [{\"name\": \"chat\"}]}}",
            Map.of("CENTRIFUGO_CHANNEL_NAMESPACES", "chat"));
    assertEquals(2, root.channel().namespaces().size());
  }

  @Test
  void aDurationWithoutAUnitInAVariableIsAnError() {
    environment("{}", Map.of("CENTRIFUGO_CLIENT_PING_INTERVAL", "25"));
    assertTrue(
        problems.errors(false).getFirst().toString().contains("CENTRIFUGO_CLIENT_PING_INTERVAL"));
  }

  @Test
  void aListAsJsonReplacesTheOneOfTheFile() {
    Root root =
        environment(
            "{\"channel\": {\"namespaces\": [{\"name\": \"file\"}]}}",
            Map.of("CENTRIFUGO_CHANNEL_NAMESPACES", "[{\"name\": \"env\"}]"));
    assertEquals("env", root.channel().namespaces().getFirst().name());
  }

  @Test
  void aListOfNamesAddsToTheOneOfTheFile() {
    Root root =
        environment(
            "{\"channel\": {\"namespaces\": [{\"name\": \"chat\", \"presence\": true}]}}",
            Map.of(
                "CENTRIFUGO_CHANNEL_NAMESPACES", "news  small_talk",
                "CENTRIFUGO_CHANNEL_NAMESPACES_SMALL_TALK_PRESENCE", "true"));
    assertEquals(
        List.of(
            new Namespace("chat", true, new Deep(Duration.ZERO)),
            new Namespace("news", false, new Deep(Duration.ZERO)),
            new Namespace("small_talk", true, new Deep(Duration.ZERO))),
        root.channel().namespaces());
    assertEquals(List.of(), problems.all());
  }

  @Test
  void unknownVariablesAreSuspectsUnlessAnOrchestratorInjectedThem() {
    environment(
        "{}",
        Map.of(
            "CENTRIFUGO_CLIENT_PING_INTERVALL", "2s",
            "GYRE_HOME", "/opt",
            "GYRE_VAR_TOKEN", "x",
            "CENTRIFUGO_SERVICE_HOST", "10.0.0.1",
            "CENTRIFUGO_PORT_8000_TCP_ADDR", "10.0.0.1",
            "CENTRIFUGO_SERVICE_PORT_HTTP", "8000",
            "HOME", "/root"));
    assertEquals(
        List.of(
            "CENTRIFUGO_CLIENT_PING_INTERVALL: unknown environment variable;"
                + " did you mean CENTRIFUGO_CLIENT_PING_INTERVAL?"),
        problems.warnings(false).stream().map(ConfigProblem::toString).toList());
  }

  @Test
  void aBadValueNamesItsVariable() {
    Block laid =
        EnvironmentOverlay.apply(
            schema,
            Block.empty(""),
            Map.of("CENTRIFUGO_CLIENT_INSECURE", "maybe"),
            Set.of(),
            problems);
    assertTrue(new ConfigBinder(problems).bind(laid, "", Root.class).isEmpty());
    assertTrue(problems.all().getFirst().toString().contains("CENTRIFUGO_CLIENT_INSECURE"));
  }

  @Test
  void flagsAreSplitFromOtherArguments() {
    FlagOverlay flags =
        FlagOverlay.of(
            schema,
            List.of(
                "-c",
                "x.yaml",
                "--client.insecure",
                "--client.ping_interval",
                "9s",
                "--strict",
                "--client.allowed_origins=a b"));
    assertEquals(List.of("-c", "x.yaml", "--strict"), flags.rest());
    Block tree =
        flags.apply((Block) JsonText.parse("{\"client\": {\"ping_interval\": \"1s\"}}", "file"));
    Client client = new ConfigBinder(problems).bind(tree, "", Root.class).orElseThrow().client();
    assertEquals(new Client(Duration.ofSeconds(9), List.of("a", "b"), Map.of(), true), client);
  }

  @Test
  void aFlagThatIsNoKeyIsRefused() {
    ConfigSyntaxException refusal =
        assertThrows(
            ConfigSyntaxException.class, () -> FlagOverlay.of(schema, List.of("--client.insecur")));
    assertTrue(refusal.toString().contains("did you mean --client.insecure?"));
    assertThrows(
        ConfigSyntaxException.class,
        () -> FlagOverlay.of(schema, List.of("--client.ping_interval")));
  }

  @Test
  void referencesInMapsAreExpanded() {
    Block tree =
        (Block)
            JsonText.parse(
                "{\"client\": {\"headers\": {\"A\": \"key ${CENTRIFUGO_VAR_K}!\", \"B\": \"${GYRE_VAR_MISSING}\"}}}",
                "f");
    Block expanded =
        VariableExpansion.apply(schema, tree, Map.of("CENTRIFUGO_VAR_K", "v$1"), problems);
    Client client =
        new ConfigBinder(problems).bind(expanded, "", Root.class).orElseThrow().client();
    assertEquals("key v$1!", client.headers().get("A"));
    assertEquals(
        List.of("client.headers.B"),
        problems.errors(false).stream().map(ConfigProblem::path).toList());
  }

  @Test
  void olderNamesAreAcceptedWithAWarning() {
    Block tree = (Block) JsonText.parse("{\"client\": {\"client_insecure\": true}}", "f");
    Block renamed = RenamedKeys.apply(schema, tree, problems);
    assertTrue(
        new ConfigBinder(problems).bind(renamed, "", Root.class).orElseThrow().client().insecure());
    assertEquals(
        "client.client_insecure: renamed; write client.insecure (from f)",
        problems.all().getFirst().toString());
  }

  record Plugged(@Key(doc = "Size.", fallback = "3") int size) {}

  @Test
  void sectionsOfProvidersAreKnownWhereTheyAreMounted() {
    ConfigSchema wider =
        schema.with("channel.namespaces[].plug", Plugged.class).with("client", Plugged.class);
    Block tree =
        EnvironmentOverlay.apply(
            wider,
            Block.empty(""),
            Map.of("GYRE_CHANNEL_NAMESPACES_A_B_PLUG_SIZE", "7", "GYRE_CLIENT_SIZE", "5"),
            Set.of(),
            problems);
    UnknownKeys.report(wider, tree, problems);
    assertEquals(List.of(), problems.all());
    assertEquals(
        new Plugged(5),
        new ConfigBinder(problems)
            .bind((Block) tree.at("client").orElseThrow(), "client", Plugged.class)
            .orElseThrow());
  }
}
