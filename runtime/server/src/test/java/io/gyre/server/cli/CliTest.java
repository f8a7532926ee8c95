package io.gyre.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.server.plugin.PluginLoader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final String TOKEN = "[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\s*";

  @TempDir private Path folder;
  private final List<ServerLauncher.Start> starts = new ArrayList<>();

  private record Result(int exit, String out, String err) {}

  @BeforeEach
  void writesFiles() throws IOException {
    Files.writeString(folder.resolve("cfg.yaml"), "client: {token: {hmac_secret_key: secret}}\n");
    Files.writeString(
        folder.resolve("other.yaml"), "client: {token: {hmac_secret_key: another}}\n");
    Files.writeString(folder.resolve("empty.yaml"), "log: {level: info}\n");
    Files.writeString(folder.resolve("broken.yaml"), "a: [");
    Files.writeString(folder.resolve("unknown.yaml"), "zzkey: 1\n");
    Files.writeString(folder.resolve("ini.ini"), "a=b");
  }

  private Result run(String line) {
    return run(line, Map.of());
  }

  private Result run(String line, Map<String, String> environment) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            folder,
            () -> NOW,
            () -> new PluginLoader(CliTest.class.getClassLoader()).load(folder.resolve("plugins")));
    ServerLauncher launcher =
        start -> {
          starts.add(start);
          return 0;
        };
    String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);
    int exit = new Cli(surroundings, launcher).run(arguments);
    return new Result(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static void assertFound(String pattern, String text) {
    assertTrue(Pattern.compile(pattern).matcher(text).find(), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-u 42|valid token for user 42\\npayload: .*\"sub\":\"42\"",
        "-u 42 -t -1|payload: \\{\"sub\":\"42\",\"iat\":[0-9]+\\}",
        "-u 42 -t 60|\"exp\":1767323105,\"iat\":1767323045",
        "-t 60|valid token for anonymous user",
        "-u 42 -t 0|payload: \\{\"sub\":\"42\",\"iat\":[0-9]+\\}",
      })
  void tokensThatAreMadeAreGood(String options, String expected) {
    String token = run("gentoken -c cfg.yaml -q " + options).out();
    assertFound("^" + TOKEN + "$", token);
    Result checked = run("checktoken -c cfg.yaml " + token.strip());
    assertEquals(0, checked.exit(), checked.err());
    assertFound(expected, checked.out());
  }

  @Test
  void theUserStandsInItsOwnClaimToo() throws IOException {
    Files.writeString(
        folder.resolve("claim.yaml"),
        "client: {token: {hmac_secret_key: secret, user_id_claim: uid}}\n");
    String token = run("gentoken -c claim.yaml -q -u 42").out().strip();
    Result checked = run("checktoken -c claim.yaml " + token);
    assertFound("valid token for user 42\n.*\"sub\":\"42\".*\"uid\":\"42\"", checked.out());
  }

  @Test
  void aTokenIsMadeWithAConfigurationThatBreaksRules() throws IOException {
    Files.writeString(
        folder.resolve("bad.yaml"),
        "client: {token: {hmac_secret_key: secret}}\nchannel: {without_namespace: {history_size: 1}}\n");
    String token = run("gentoken -c bad.yaml -q -u 42").out().strip();
    assertEquals(0, run("checktoken -c cfg.yaml " + token).exit());
    assertEquals(1, run("checktoken -c bad.yaml " + token).exit());
  }

  @Test
  void defaultsAreThoseOfTheEnvironmentAndOfABaseThatIsGood() throws IOException {
    Map<String, String> environment = Map.of("CENTRIFUGO_CLIENT_CHANNEL_LIMIT", "7");
    assertFound("channel_limit: 7", run("defaultconfig -d", environment).out());
    assertFound("CLIENT_CHANNEL_LIMIT=\"7\"", run("defaultenv -b cfg.yaml", environment).out());
    Files.writeString(
        folder.resolve("bad.yaml"), "channel: {without_namespace: {history_size: 1}}\n");
    Result refused = run("defaultconfig -d -b bad.yaml");
    assertEquals(1, refused.exit());
    assertFound("history_ttl", refused.err());
  }

  @Test
  void aTokenSaysHowLongItIsGood() {
    assertFound("with expiration TTL 168h0m0s:", run("gentoken -c cfg.yaml -u 42").out());
    assertFound("with expiration TTL 1m30s:", run("gentoken -c cfg.yaml -t 90").out());
    assertFound("without expiration:", run("gentoken -c cfg.yaml -t -1").out());
  }

  @Test
  void aTokenIsDescribedUnlessQuiet() {
    assertFound("user \"42\".*\\n" + TOKEN + "$", run("gentoken -c cfg.yaml -u 42").out());
  }

  @Test
  void subscriptionTokensThatAreMadeAreGood() {
    String token = run("gensubtoken -c cfg.yaml -q -u 42 -s chan").out().strip();
    assertFound("valid.*42.*chan", run("checksubtoken -c cfg.yaml " + token).out());
  }

  @Test
  void subscriptionTokensAreSignedWithTheirOwnSecretWhereThereIsOne() throws IOException {
    Files.writeString(
        folder.resolve("sub.yaml"),
        "client: {token: {hmac_secret_key: a}, subscription_token: {enabled: true, hmac_secret_key: another}}\n");
    String token = run("gensubtoken -c sub.yaml -q -u 42 -s chan").out().strip();
    assertEquals(0, run("checksubtoken -c sub.yaml " + token).exit());
    assertEquals(0, run("checksubtoken -c other.yaml " + token).exit());
  }

  @Test
  void aTokenOfAnotherSecretIsRefused() {
    String token = run("gentoken -c cfg.yaml -q -u 1").out().strip();
    Result result = run("checktoken -c other.yaml " + token);
    assertEquals(1, result.exit());
    assertFound("signature", result.err());
  }

  @Test
  void secretsFromTheEnvironmentAreUsed() {
    Map<String, String> environment = Map.of("CENTRIFUGO_CLIENT_TOKEN_HMAC_SECRET_KEY", "another");
    String token = run("gentoken -c cfg.yaml -q -u 1", environment).out().strip();
    assertEquals(0, run("checktoken -c other.yaml " + token).exit());
    assertEquals(1, run("checktoken -c cfg.yaml " + token).exit());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gensubtoken -c empty.yaml -u 1 -s x|hmac",
        "gensubtoken -c cfg.yaml -u 1|channel",
        "checktoken -c cfg.yaml abc|token",
        "checktoken -c cfg.yaml|token",
        "checkconfig -c none.yaml|not found",
        "checkconfig -c broken.yaml|yaml",
        "checkconfig --strict -c unknown.yaml|zzkey",
        "checkconfig -c ini.ini|format",
        "genconfig -c cfg.yaml|exists",
        "defaultconfig -c cfg.yaml|exists",
        "configdoc -s zz|zz",
        "configdoc --html --json-schema|exclude",
        "nonsense|unknown command: nonsense",
        "checkconfg|did you mean checkconfig",
        "--http_server.prt 1|did you mean --http_server.port",
        "-c broken.yaml|yaml",
        "--node.shards 65|node.shards \"65\"",
      })
  void failuresNameTheirReasonAndExitWithOne(String line, String reason) {
    Result result = run(line);
    assertEquals(1, result.exit(), result.toString());
    assertFound("(?i)" + reason, result.err());
    assertEquals(List.of(), starts);
  }

  @Test
  void anUnknownKeyIsAWarning() {
    Result result = run("checkconfig -c unknown.yaml");
    assertEquals(0, result.exit());
    assertFound("warning: zzkey", result.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"yaml", "json", "toml"})
  void generatedFilesAreGoodStrictly(String ending) {
    assertEquals(0, run("genconfig -c new." + ending).exit());
    assertEquals(
        new Result(0, "configuration is good: " + folder.resolve("new." + ending) + "\n", ""),
        run("checkconfig --strict -c new." + ending));
    String token = run("gentoken -c new." + ending + " -q -u 5").out().strip();
    assertFound("user 5", run("checktoken -c new." + ending + " " + token).out());
    assertEquals(0, run("defaultconfig -c default." + ending).exit());
    assertEquals("", run("checkconfig --strict -c default." + ending).err());
  }

  @Test
  void defaultsCanBePrintedOverABase() {
    assertFound("hmac_secret_key: \"secret\"", run("defaultconfig -b cfg.yaml").out());
    String variables = run("defaultenv -b cfg.yaml").out();
    assertFound("(?m)^GYRE_CLIENT_TOKEN_HMAC_SECRET_KEY=\"secret\"$", variables);
    assertFound("(?m)^GYRE_HTTP_SERVER_PORT=\"8000\"$", variables);
    String kept = run("defaultconfig -b cfg.yaml --base-non-zero-only").out();
    assertFound("(?m)^  channel_limit: 128$", kept);
    assertFalse(kept.contains("concurrency"), kept);
  }

  @Test
  void theEffectiveConfigurationNamesTheOriginOfEachValue() throws IOException {
    Files.writeString(
        folder.resolve("own.json"),
        """
        {
          "client": {"token": {"hmac_secret_key": "secret"}},
          "engine": {"type": "memory", "redis": {"address": "redis://user:hidden@localhost"}},
          "channel": {
            "namespaces": [
              {"name": "chat",
               "presence": true}
            ]
          }
        }
        """);
    Files.writeString(folder.resolve(".env"), "GYRE_LOG_LEVEL=debug\n");
    Result result =
        run(
            "config -c own.json --client.insecure -p 9001",
            Map.of("GYRE_CHANNEL_NAMESPACES_CHAT_JOIN_LEAVE", "true"));
    assertEquals("", result.err());
    String file = folder.resolve("own.json").toString();
    for (String line :
        List.of(
            "hmac_secret_key: \"***\" # " + file + ":2",
            "  level: \"debug\" # env GYRE_LOG_LEVEL",
            "  insecure: true # flag --client.insecure",
            "  port: 9001 # flag --http_server.port",
            "  address: \"\" # default",
            "  - name: \"chat\" # " + file + ":6",
            "    presence: true # " + file + ":7",
            "    join_leave: true # env GYRE_CHANNEL_NAMESPACES_CHAT_JOIN_LEAVE")) {
      assertFound("(?m)^\\s*" + Pattern.quote(line) + "$", result.out());
    }
    assertFalse(result.out().contains("hidden"), result.out());
    String set = run("config -c own.json --only-set --show-secrets").out();
    assertFound("(?m)^    hmac_secret_key: \"secret\" # ", set);
    assertFalse(set.contains("# default"), set);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " --only-set"})
  void theEffectiveConfigurationReadsBackAsWhatItWas(String option) throws IOException {
    Map<String, String> environment =
        Map.of(
            "GYRE_CLIENT_PROXY_CONNECT_HTTP_STATIC_HEADERS",
            "{\"X-One\": \"1\"}",
            "CENTRIFUGO_CHANNEL_NAMESPACES",
            "chat",
            "GYRE_CLIENT_ALLOWED_ORIGINS",
            "http://a:1 # \"b\"");
    String printed = run("config -c cfg.yaml --show-secrets" + option, environment).out();
    Files.writeString(folder.resolve("again.yaml"), printed);
    Result checked = run("checkconfig --strict -c again.yaml");
    assertEquals(new Result(0, checked.out(), ""), checked);
    String again = run("config -c again.yaml --show-secrets" + option).out();
    assertEquals(withoutOrigins(printed), withoutOrigins(again));
    assertFound("static_headers: \\{ \"X-One\": \"1\" \\}", again);
  }

  private static String withoutOrigins(String yaml) {
    return yaml.replaceAll("(?m) # [^\"]*$", "");
  }

  @Test
  void theReferenceHasTheKeysOfProviders() {
    String page = run("configdoc -s client").out();
    assertFound("\\| `client.token.hmac_secret_key` \\|", page);
    assertFound("\"properties\"", run("configdoc --json-schema").out());
    assertFound(
        "<td><code>client.token.hmac_secret_key</code></td>", run("configdoc --html").out());
  }

  @Test
  void withoutACommandTheServerIsRun() throws IOException {
    Files.writeString(folder.resolve(".env"), "GYRE_NODE_NAME=fromdotenv\n");
    Result result =
        run(
            "-c cfg.yaml -p 9001 --http_server.address=::1 --client.insecure",
            Map.of("GYRE_HTTP_API_KEY", "k"));
    assertEquals(new Result(0, "", ""), result);
    ServerLauncher.Start start = starts.getFirst();
    assertEquals(9001, start.config().server().httpServer().port());
    assertEquals("::1", start.config().server().httpServer().address());
    assertEquals("k", start.config().server().httpApi().key());
    assertEquals("fromdotenv", start.config().server().node().name());
    assertTrue(start.config().server().client().sessions().insecure());
  }

  @Test
  void theUsualFileIsFoundAndAMissingOneIsAWarning() throws IOException {
    assertEquals(0, run("").exit());
    assertFound("config file not found", starts.getFirst().warnings().toString());
    Files.writeString(folder.resolve("config.json"), "{\"http_server\": {\"port\": 9002}}");
    assertEquals(0, run("").exit());
    assertEquals(9002, starts.get(1).config().server().httpServer().port());
  }

  @Test
  void versionHelpAndCompletionArePrinted() {
    assertFound("^Gyre v\\S+ \\(Java version: ", run("version").out());
    assertEquals(run("version").out(), run("--version").out());
    assertFound("checkconfig", run("--help").out());
    assertFound("complete", run("completion zsh").out());
  }

  @Test
  void theReferenceIsServedAsAPage() throws IOException, InterruptedException {
    try (OnePage page = OnePage.serve("<p>keys", 0);
        HttpClient client = HttpClient.newHttpClient()) {
      assertEquals("200 text/html; charset=utf-8 <p>keys", got(client, page.port(), "/"));
    }
  }

  @Test
  void staticFilesOfTheFolderAreServedAndNoOthers() throws IOException, InterruptedException {
    Path site = Files.createDirectory(folder.resolve("site"));
    Files.writeString(site.resolve("index.html"), "<p>hello");
    Files.writeString(site.resolve("app.mjs"), "1");
    try (StaticFiles files = StaticFiles.serve(site, "127.0.0.1", 0);
        HttpClient client = HttpClient.newHttpClient()) {
      assertEquals("200 text/html; charset=utf-8 <p>hello", got(client, files.port(), "/"));
      assertEquals("200 text/javascript 1", got(client, files.port(), "/app.mjs"));
      assertFound("^404 ", got(client, files.port(), "/../cfg.yaml"));
      assertFound("^404 ", got(client, files.port(), "/%2e%2e/cfg.yaml"));
      assertFound("^404 ", got(client, files.port(), "/none"));
    }
  }

  private static String got(HttpClient client, int port, String path)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    String type = response.headers().firstValue("content-type").orElse("");
    return response.statusCode() + " " + type + " " + response.body();
  }
}
