package io.gyre.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.config.ConfigFormat;
import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigProblem;
import io.gyre.config.ConfigSchema;
import io.gyre.config.ConfigValues;
import io.gyre.config.Problems;
import io.gyre.core.backend.ProxyConfig;
import io.gyre.core.channel.NamespaceConfig;
import io.gyre.server.config.ConfigLoader.Outcome;
import io.gyre.server.config.ConfigLoader.Source;
import io.gyre.server.plugin.PluginLoader;
import io.gyre.spi.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {

  record Token(
      @Key(doc = "Secret.", fallback = "", secret = true) String hmacSecretKey,
      @Key(doc = "Audience.", fallback = "") String audience,
      @Key(doc = "Audience.", fallback = "") String audienceRegex,
      @Key(doc = "Key.", fallback = "") String rsaPublicKey,
      @Key(doc = "Key.", fallback = "") String ecdsaPublicKey) {}

  record Tokens(@Key(doc = "Token.") Token token) {}

  record Feed(@Key(doc = "Queue.") String queue) {}

  private static final ProviderSections SECTIONS =
      new ProviderSections(
          List.of(
              new ConfigSection("client", Tokens.class),
              new ConfigSection("consumers[].feed", Feed.class)),
          Set.of("memory"),
          Set.of("feed"));

  private static final ConfigLoader LOADER = new ConfigLoader(SECTIONS);

  @TempDir private Path folder;

  private Outcome load(String yaml, Map<String, String> environment, Map<String, String> flags)
      throws IOException {
    Path file = Files.writeString(folder.resolve("c.yaml"), yaml);
    return LOADER.load(new Source(file, flags, environment));
  }

  private Outcome load(String yaml) throws IOException {
    return load(yaml, Map.of(), Map.of());
  }

  private static List<String> lines(List<ConfigProblem> problems) {
    return problems.stream().map(ConfigProblem::toString).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "channel: {without_namespace: {history_size: 10}}|history_ttl",
        "channel: {without_namespace: {history_ttl: 10s}}|history_size",
        "channel: {history_meta_ttl: 10s, without_namespace: {history_size: 1, history_ttl: 60s}}|history_meta_ttl",
        "channel: {without_namespace: {history_size: 1, history_ttl: 1500ms}}|whole seconds",
        "channel: {without_namespace: {force_recovery: true}}|history_size",
        "channel: {namespaces: [name: 'b@d!']}|b@d!",
        "channel: {namespaces: [name: q]}|namespace",
        "channel: {namespaces: [name: twin, name: twin]}|twin",
        "channel: {namespaces: [{name: rens, channel_regex: '([a-z'}]}|rens",
        "channel: {without_namespace: {force_recovery_mode: zzmode}}|zzmode",
        "channel: {without_namespace: {publication_data_format: zzformat}}|zzformat",
        "channel: {publication_data_format: zzformat}|zzformat",
        "channel: {without_namespace: {allowed_delta_types: [zzdelta]}}|zzdelta",
        "engine: {type: zzengine}|zzengine",
        "map_broker: {type: zzmap}|zzmap",
        "channel: {without_namespace: {subscription_type: zztype}}|zztype",
        "client: {subscribe_to_user_personal_channel: {enabled: true, personal_channel_namespace: zzpers}}|zzpers",
        "channel: {without_namespace: {subscribe_proxy_enabled: true}}|proxy.subscribe",
        "client: {proxy: {connect: {enabled: true}}}|proxy.connect",
        "channel: {without_namespace: {subscribe_proxy_name: zzproxy}}|zzproxy",
        "proxies: [{name: default, endpoint: 'http://127.0.0.1:1'}]|default",
        "rpc: {namespaces: [name: rr, name: rr]}|rr",
        "rpc: {namespaces: [name: 'r!r']}|r!r",
        "client: {ping_interval: 5s, pong_timeout: 5s}|ping_interval",
        "client: {ping_interval: 5 parsecs}|client.ping_interval",
        "http_server: {port: abc}|http_server.port",
        "http_server: {port: 70000}|http_server.port",
        "client: {token: {hmac_secret_key: s, audience: a, audience_regex: a}}|audience_regex",
        "client: {token: {hmac_secret_key: s, audience_regex: '(x'}}|audience",
        "client: {token: {rsa_public_key: nokey}}|rsa_public_key",
        "client: {token: {ecdsa_public_key: nokey}}|ecdsa_public_key",
        "http_server: {h2c_external: true}|internal_port",
        "channel: {namespaces: [{name: spns, subscription_type: shared_poll}]}|shared_poll.hmac_secret_key",
        "channel: {namespaces: [{name: mapns, subscription_type: map, map: {mode: ephemeral}}]}|map.key_ttl",
        "channel: {without_namespace: {auto_cache_recover: true}}|auto_cache_recover",
        "http_api: {key: k, error_mode: zzmode}|zzmode",
        "'client: [unclosed'|yaml",
        "channel: {namespaces: oops}|channel.namespaces",
        "consumers: [{name: c c, type: kafka}]|c c",
        "consumers: [{name: cons, enabled: true, type: kafka, kafka: {topics: [t], consumer_group: g}}]|brokers",
        "consumers: [{name: cons, enabled: true, type: feed}]|consumers\\[0\\].feed.queue",
        "http_server: {h2c_external: true, internal_port: '9000', tls: {enabled: true}}|h2c.*TLS",
        "broker: {type: zzbroker}|zzbroker",
        "channel: {history_meta_ttl: 1500ms}|channel.history_meta_ttl",
        "channel: {without_namespace: {history_meta_ttl: 1500ms}}|without_namespace.history_meta_ttl",
        "channel: {without_namespace: {force_recovery: true, subscription_type: map, map: {mode: persistent}}}|history_size",
        "client: {subscribe_to_user_personal_channel: {single_connection: true}}|presence",
        "client: {subscribe_to_user_personal_channel: {enabled: true, single_connection: true, personal_channel_namespace: pp}}\\nchannel: {namespaces: [name: pp]}|presence.*pp",
        "client: {connect_code_to_unidirectional_disconnect: {transforms: [to: {code: 4000}]}}|transforms\\[0\\].code",
        "client: {ping_interval: -1, pong_timeout: -1}|ping_interval.*pong_timeout",
        "client: {token: {user_id_claim: 'a-b'}}|user_id_claim.*a-b",
        "client: {subscription_token: {user_id_claim: 'a-b'}}|subscription_token.user_id_claim",
        "webtransport: {enabled: true}|webtransport.*HTTP/3",
        "http_server: {http3: {enabled: true}}|HTTP3.*TLS",
        "proxies: [{name: pp, endpoint: 'http://127.0.0.1:1'}, {name: pp, endpoint: 'http://127.0.0.1:1'}]|pp",
        "proxies: [{name: 'p!', endpoint: 'http://127.0.0.1:1'}]|p!",
        "proxies: [{name: pp}]|endpoint",
        "rpc: {without_namespace: {proxy_name: zzproxy}}|zzproxy",
        "channel: {without_namespace: {map: {client_key: zzkey}}}|zzkey",
        "channel: {without_namespace: {map: {client_key: user_id, publish_proxy_enabled: true}}}|map.client_key.*publish_proxy_enabled",
        "channel: {without_namespace: {map: {client_key: user_id, remove_proxy_enabled: true}}}|map.client_key.*remove_proxy_enabled",
        "channel: {without_namespace: {map: {publish_proxy_enabled: true}}}|proxy.map_publish",
        "channel: {without_namespace: {map: {remove_proxy_name: zzproxy}}}|zzproxy",
        "channel: {without_namespace: {map: {mode: zzmode}}}|zzmode",
        "channel: {without_namespace: {subscription_type: map}}|map.mode",
        "channel: {without_namespace: {map: {mode: recoverable}}}|map.key_ttl",
        "channel: {without_namespace: {map: {mode: ephemeral, key_ttl: -1s}}}|map.key_ttl",
        "channel: {without_namespace: {map: {mode: persistent, key_ttl: 1s}}}|map.key_ttl.*persistent",
        "channel: {without_namespace: {subscription_type: map_users, map: {mode: persistent}}}|map.mode.*persistent.*map_users",
        "channel: {without_namespace: {map: {mode: ephemeral, key_ttl: 1s, stream_size: 1}}}|map.stream_size",
        "channel: {without_namespace: {map: {mode: ephemeral, key_ttl: 1s, stream_ttl: 1s}}}|map.stream_ttl",
        "channel: {without_namespace: {map: {mode: ephemeral, key_ttl: 1s, meta_ttl: 1s}}}|map.meta_ttl",
        "channel: {without_namespace: {map: {mode: persistent, stream_size: -1}}}|map.stream_size",
        "channel: {without_namespace: {map: {mode: persistent, stream_ttl: -1s}}}|map.stream_ttl",
        "channel: {without_namespace: {map: {mode: persistent, meta_ttl: -1s}}}|map.meta_ttl",
        "channel: {without_namespace: {map: {mode: persistent, meta_ttl: 30s}}}|map.meta_ttl.*map.stream_ttl",
        "channel: {without_namespace: {map: {remove_client_on_unsubscribe: true}}}|remove_client_on_unsubscribe.*subscription_type",
        "channel: {without_namespace: {map: {min_page_size: -1}}}|map.min_page_size",
        "channel: {without_namespace: {map: {min_page_size: 5, max_page_size: 4}}}|map.min_page_size.*map.max_page_size",
        "channel: {without_namespace: {map: {default_page_size: 5, max_page_size: 4}}}|map.default_page_size.*map.max_page_size",
        "channel: {without_namespace: {map: {default_page_size: 3, min_page_size: 4}}}|map.min_page_size.*map.default_page_size",
        "channel: {without_namespace: {map_clients_presence_channel_prefix: 'zz:'}}|map_clients_presence_channel_prefix",
        "channel: {without_namespace: {subscription_type: map_users, map: {mode: ephemeral, key_ttl: 1s}}, namespaces: [{name: aa, map_users_presence_channel_prefix: 'u'}]}|map_users_presence_channel_prefix",
        "shared_poll: {hmac_secret_key: s}\\nchannel: {without_namespace: {subscription_type: shared_poll}}|proxy.shared_poll_refresh",
        "shared_poll: {hmac_secret_key: s}\\nchannel: {without_namespace: {subscription_type: shared_poll, shared_poll: {proxy_name: zzproxy}}}|zzproxy",
        "shared_poll: {hmac_secret_key: s}\\nchannel: {without_namespace: {subscription_type: shared_poll, shared_poll: {mode: zzmode}}}|zzmode",
        "shared_poll: {hmac_secret_key: s}\\nchannel: {without_namespace: {subscription_type: shared_poll, shared_poll: {publish_enabled: true}}}|publish_enabled.*versionless",
        "consumers: [{name: cons, type: zztype}]|zztype",
        "consumers: [{name: cons}]|consumers\\[0\\].*type",
        "consumers: [{name: cons, enabled: true, type: kafka, kafka: {brokers: [b], topics: [t], consumer_group: g, assume_role_arn: r}}]|assume_role_arn.*sasl_mechanism",
        "consumers: [{name: cons, enabled: true, type: nats_jetstream, nats_jetstream: {stream_name: s, durable_consumer_name: d, deliver_policy: zzpolicy}}]|deliver_policy.*zzpolicy",
        "consumers: [{name: cons, enabled: true, type: azure_service_bus, azure_service_bus: {queues: [q]}}]|connection_string",
        "consumers: [{name: cons, enabled: true, type: azure_service_bus, azure_service_bus: {queues: [q], use_azure_identity: true}}]|tenant_id",
        "client: {allowed_origins: '[\"https://a.example\", \"https://b\"]'}|origin",
      })
  void refusesWhatTheOriginalRefuses(String yaml, String named) throws IOException {
    String text = yaml.startsWith("'") ? yaml.substring(1, yaml.length() - 1) : yaml;
    List<String> errors = lines(load(text.replace("\\n", "\n")).problems().errors(false));
    assertTrue(
        errors.stream().anyMatch(line -> Pattern.compile("(?i)" + named).matcher(line).find()),
        errors::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "channel: {proxy: {subscribe: {timeout: 3s}}}",
        "consumers: [{name: cons, type: kafka}]",
        "client: {ping_interval: 1m30s, pong_timeout: 1500ms}",
        "client: {ping_interval: -1, pong_timeout: -2}",
        "client: {ping_interval: 0s, channel_limit: 0}",
        "http_server: {port: 0}\\nchannel: {namespace_boundary: '', without_namespace: {subscribe_proxy_name: ''}}",
        "broker: {type: redis}",
        "consumers: [{name: cons, type: feed, feed: {queue: q}}]",
        "log: {level: WARN}",
        "client: {insecure: '', channel_limit: 10.0}",
        "Client: {PING_Interval: 30s}\\nChannel: {Namespaces: [{Name: aa, Presence: true}]}",
        "client: {allowed_origins: ['*', 'https://[a-z].example', 'http://{a,b}.example']}",
        "engine: {type: memory}",
      })
  void acceptsWhatTheOriginalAccepts(String yaml) throws IOException {
    assertEquals(List.of(), lines(load(yaml.replace("\\n", "\n")).problems().all()));
  }

  @Test
  void aZeroInAFileStandsForTheDefaultAndAZeroInAVariableForItself() throws IOException {
    String yaml =
        "http_server: {port: 0}\nclient: {channel_limit: 0, stale_close_delay: 0s}\n"
            + "channel: {private_prefix: '', namespaces: [{name: aa, publish_proxy_name: ''}]}\n";
    GyreConfig config =
        load(yaml, Map.of("CENTRIFUGO_CLIENT_CHANNEL_LIMIT", "0"), Map.of())
            .usable(true)
            .orElseThrow()
            .server();
    assertEquals(8000, config.httpServer().port());
    assertEquals(Duration.ofSeconds(10), config.client().sessions().staleCloseDelay());
    assertEquals(0, config.client().sessions().channelLimit());
    assertEquals("$", config.channel().rules().privatePrefix());
    NamespaceConfig namespace = config.channel().rules().namespaces().getFirst();
    assertEquals("default", namespace.options().publishProxyName());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "client: {subscription_token: {rsa_public_key: nokey, audience: a, audience_regex: a}}",
        "grpc_api: {error_mode: zzmode}",
      })
  void whatIsSwitchedOffIsNotChecked(String yaml) throws IOException {
    assertEquals(List.of(), lines(load(yaml).problems().errors(false)));
  }

  @Test
  void ofSubscriptionTokensTheKeysAreCheckedOnceTheyAreSwitchedOn() throws IOException {
    String yaml = "client: {subscription_token: {enabled: true, rsa_public_key: nokey}}";
    List<String> errors = lines(load(yaml).problems().errors(false));
    assertTrue(errors.getFirst().startsWith("client.subscription_token.rsa_public_key"));
  }

  @Test
  void anUnknownLevelOfTheLogIsAWarning() throws IOException {
    Outcome outcome = load("log: {level: zzlevel}");
    assertTrue(outcome.usable(true).isPresent());
    assertTrue(lines(outcome.problems().all()).getFirst().contains("zzlevel"));
  }

  @Test
  void aMapMayBeAListOfKeysAndValues() throws IOException {
    String headers = "[{key: X.One, value: '1'}, {key: X-Two, value: 'a ${CENTRIFUGO_VAR_T}'}]";
    GyreConfig config =
        load(
                "client: {proxy: {connect: {endpoint: x, http: {static_headers: "
                    + headers
                    + "}}}}",
                Map.of("CENTRIFUGO_VAR_T", "t0ken"),
                Map.of())
            .usable(true)
            .orElseThrow()
            .server();
    assertEquals(
        Map.of("X.One", "1", "X-Two", "a t0ken"),
        config.client().proxy().connect().proxy().http().staticHeaders());
  }

  @Test
  void showsAllProblemsOfAllKindsTogether() throws IOException {
    Outcome outcome =
        load(
            """
            client: {ping_interval: 1s, pong_timeout: 2s, token: {audience_regex: '('}}
            channel: {namespaces: [name: q]}
            engine: {type: zz}
            zzunknown: 1
            """);
    assertEquals(4, outcome.problems().errors(false).size(), outcome.problems().all().toString());
    assertEquals(5, outcome.problems().errors(true).size());
    assertTrue(outcome.usable(false).isEmpty());
  }

  @Test
  void flagsWinOverEnvironmentOverFile() throws IOException {
    Outcome outcome =
        load(
            "http_server: {port: 1, address: a}\nnode: {name: file}\n",
            Map.of("CENTRIFUGO_HTTP_SERVER_PORT", "2", "GYRE_NODE_NAME", "env"),
            Map.of("http_server.port", "3"));
    GyreConfig config = outcome.usable(true).orElseThrow().server();
    assertEquals(3, config.httpServer().port());
    assertEquals("a", config.httpServer().address());
    assertEquals("env", config.node().name());
  }

  @Test
  void sectionsOfProvidersAreBoundToTheirRecords() throws IOException {
    LoadedConfig config =
        load("consumers:\n- {name: ab, type: feed, feed: {queue: q1}}\nclient: {token: {hmac_secret_key: s}}\n")
            .usable(true)
            .orElseThrow();
    assertEquals(new Feed("q1"), config.section("consumers[0].feed", Feed.class));
    assertEquals("s", config.section("client", Tokens.class).token().hmacSecretKey());
  }

  @Test
  void aMissingFileIsAWarning() {
    Outcome outcome =
        new ConfigLoader(SECTIONS)
            .load(new Source(folder.resolve("none.yaml"), Map.of(), Map.of()));
    assertTrue(outcome.fileMissing());
    assertTrue(lines(outcome.problems().all()).getFirst().contains("config file not found"));
    assertEquals(8000, outcome.usable(true).orElseThrow().server().httpServer().port());
  }

  @Test
  void flatKeysOfOlderVersionsStartAsTheyAre() throws IOException {
    Outcome outcome =
        load(
            """
            port: "9000"
            admin: true
            engine: memory
            presence: true
            history_size: 5
            history_ttl: 60s
            token_hmac_secret_key: s
            allowed_origins: ["https://a"]
            presence_disabled_for_client: true
            proxy_connect_endpoint: http://127.0.0.1:1
            proxy_http_headers: [Cookie]
            sockjs: true
            namespaces:
            - name: chat
              proxy_subscribe: false
              anonymous: true
            """);
    LoadedConfig loaded =
        outcome.usable(false).orElseThrow(() -> new AssertionError(outcome.problems().all()));
    GyreConfig config = loaded.server();
    assertEquals(9000, config.httpServer().port());
    assertTrue(config.admin().enabled());
    assertTrue(config.channel().rules().withoutNamespace().presence());
    assertFalse(config.channel().rules().withoutNamespace().allowPresenceForSubscriber());
    assertEquals(Duration.ofMinutes(1), config.channel().rules().withoutNamespace().historyTtl());
    assertEquals("s", loaded.section("client", Tokens.class).token().hmacSecretKey());
    assertTrue(config.client().proxy().connect().enabled());
    assertEquals(List.of("Cookie"), config.client().proxy().connect().proxy().httpHeaders());
    NamespaceConfig chat = config.channel().rules().namespaces().getFirst();
    assertTrue(chat.options().allowSubscribeForAnonymous());
    List<String> warnings = lines(outcome.problems().all());
    assertTrue(
        warnings.stream()
            .anyMatch(line -> line.startsWith("port: renamed; write http_server.port")),
        warnings::toString);
    assertTrue(
        warnings.stream()
            .anyMatch(line -> line.startsWith("sockjs: this option no longer exists")));
    assertTrue(
        warnings.stream()
            .anyMatch(line -> line.startsWith("channel.namespaces[0].proxy_subscribe: renamed")));
  }

  @Test
  void everyOldKeyLeadsToAKeyThereIs() throws IOException {
    Block table = Block.empty("");
    assertEquals(table, LegacyKeys.standard().apply(LOADER.schema(), table, new Problems()));
    ConfigSchema schema = everything();
    for (String target : LegacyKeys.standard().targets()) {
      assertTrue(schema.field(target).isPresent(), target);
    }
  }

  /** All keys: the server's, and those of the providers that come with it. */
  private static ConfigSchema everything() {
    var providers = new PluginLoader(ConfigLoaderTest.class.getClassLoader()).load(Path.of("none"));
    return new ConfigLoader(ProviderSections.of(providers)).schema();
  }

  @Test
  void everyUnsupportedKeyIsAKeyThereIs() {
    ConfigSchema schema = everything();
    for (String path : UnsupportedKeys.standard().paths()) {
      assertTrue(schema.field(path).isPresent(), path);
    }
  }

  @Test
  void anUnsupportedKeyIsNamedOnlyWhenItIsSetToSomethingElseThanItsDefault() throws IOException {
    Outcome outcome =
        load(
            """
            graphite: {enabled: true}
            swagger: {enabled: false}
            grpc_api: {enabled: true}
            channel:
              namespaces:
              - {name: ab, subscription_type: stream}
              - {name: cd, subscription_type: map, map: {mode: persistent}}
            """);
    assertEquals(
        List.of(
            "channel.namespaces[1].map",
            "channel.namespaces[1].subscription_type",
            "graphite",
            "grpc_api"),
        outcome.problems().warnings(false).stream().map(ConfigProblem::path).sorted().toList());
    assertTrue(outcome.usable(false).isPresent());
    assertTrue(outcome.usable(true).isEmpty());
  }

  @Test
  void theWholeDefaultConfigurationIsAcceptedStrictly() throws IOException {
    for (ConfigFormat format : ConfigFormat.values()) {
      Path file = folder.resolve("d." + format.name().toLowerCase(Locale.ROOT));
      Files.writeString(file, format.write(ConfigValues.of(LOADER.schema(), Block.empty(""))));
      Outcome outcome = LOADER.load(new Source(file, Map.of(), Map.of()));
      assertEquals(List.of(), lines(outcome.problems().all()));
    }
  }

  @Test
  void environmentVariablesAndReferencesReachTheMaps() throws IOException {
    Outcome outcome =
        load(
            "client: {proxy: {connect: {endpoint: x, http: {static_headers: {A: 'Bearer ${CENTRIFUGO_VAR_T}'}}}}}",
            Map.of("CENTRIFUGO_VAR_T", "t0ken"),
            Map.of());
    assertEquals(
        Map.of("A", "Bearer t0ken"),
        outcome
            .usable(true)
            .orElseThrow()
            .server()
            .client()
            .proxy()
            .connect()
            .proxy()
            .http()
            .staticHeaders());
  }

  @Test
  void nestedBlocksOfAProxyAreReachedByVariables() throws IOException {
    String proxy = "CENTRIFUGO_CLIENT_PROXY_CONNECT_";
    ProxyConfig connect =
        load(
                "{}",
                Map.of(
                    proxy + "ENABLED", "true",
                    proxy + "ENDPOINT", "http://127.0.0.1:1/c",
                    proxy + "HTTP_STATIC_HEADERS", "{\"X-One\": \"1\"}",
                    proxy + "HTTP_HEADERS", "X-Two X-Three",
                    proxy + "HTTP_STATUS_TO_CODE_TRANSFORMS",
                        "[{\"status_code\": 418, \"to_error\": {\"code\": 1418, \"message\": \"teapot\"}}]"),
                Map.of())
            .usable(true)
            .orElseThrow()
            .server()
            .client()
            .proxy()
            .connect()
            .proxy();
    assertEquals(Map.of("X-One", "1"), connect.http().staticHeaders());
    assertEquals(List.of("X-Two", "X-Three"), connect.httpHeaders());
    ProxyConfig.StatusTransform transform = connect.http().statusToCodeTransforms().getFirst();
    assertEquals(418, transform.statusCode());
    assertEquals(1418, transform.toError().code());
    assertEquals("teapot", transform.toError().message());
  }
}
