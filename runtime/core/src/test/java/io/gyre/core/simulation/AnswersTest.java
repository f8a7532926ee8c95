package io.gyre.core.simulation;

import static io.gyre.core.channel.ChannelFixtures.namespace;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.core.channel.NamespaceConfig;
import io.gyre.core.node.ServerSubscribe;
import io.gyre.core.node.Target;
import io.gyre.core.session.PublishRequest;
import io.gyre.spi.channel.SubscribeOptions;
import io.gyre.spi.error.ClientErrorException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a client hears when several rules meet, and at the edges of what it may say. */
final class AnswersTest {
  private static final String BAD_REQUEST =
      "{\"error\":{\"code\":107,\"message\":\"bad request\"}}";
  private static final String DENIED =
      "{\"error\":{\"code\":103,\"message\":\"permission denied\"}}";
  private static final String NOT_AVAILABLE =
      "{\"error\":{\"code\":108,\"message\":\"not available\"}}";
  private static final String LONG = "open:" + "x".repeat(300);

  private static final NamespaceConfig OPEN =
      namespace(
          "open",
          "allowSubscribeForClient",
          true,
          "allowSubscribeForAnonymous",
          true,
          "allowPublishForClient",
          true,
          "presence",
          true,
          "allowPresenceForClient",
          true);
  private static final NamespaceConfig KEPT =
      kept("kept", "forceRecovery", true, "allowHistoryForClient", true);
  private static final NamespaceConfig ASKED = kept("asked", "allowRecovery", true);
  private static final NamespaceConfig LATEST =
      kept("latest", "forceRecovery", true, "forceRecoveryMode", "cache");
  private static final NamespaceConfig DELTA =
      kept("delta", "allowedDeltaTypes", List.of("fossil"), "deltaPublish", true);

  private static NamespaceConfig kept(String name, Object... more) {
    Object[] all = new Object[more.length + 6];
    System.arraycopy(
        new Object[] {
          "allowSubscribeForClient", true, "historySize", 10, "historyTtl", Duration.ofHours(1)
        },
        0,
        all,
        0,
        6);
    System.arraycopy(more, 0, all, 6, more.length);
    return namespace(name, all);
  }

  private static Dialogue dialogue(String... clientOptions) {
    Map<String, String> client = new HashMap<>();
    for (int i = 0; i < clientOptions.length; i += 2) {
      client.put(clientOptions[i], clientOptions[i + 1]);
    }
    return new Dialogue(client, OPEN, KEPT, ASKED, LATEST, DELTA);
  }

  private static void publish(Dialogue dialogue, String channel, String data) {
    dialogue
        .node()
        .publish(
            channel,
            new PublishRequest(data.getBytes(UTF_8), Map.of(), null, false, "", 0, "", false));
    dialogue.settle();
  }

  // --- connecting

  @Test
  void whoeverIsNamedByAHeaderGetsNoChannelsByTheWay() {
    Dialogue dialogue =
        dialogue(
            "user_id_http_header", "X-User", "subscribe_to_user_personal_channel.enabled", "true");
    var client = dialogue.open("x-user", "u1");
    String answer = client.say("connect", "\"subs\":{\"open:a\":{}}");
    assertEquals("{\"connect\":{\"ping\":25,\"pong\":true}}", answer);
    assertEquals("{\"refresh\":{}}", client.say("refresh", "\"token\":\"user=u1\""));
  }

  @Test
  void whereAnonymousClientsAreWelcomeNoHeaderIsLookedAt() {
    Dialogue dialogue =
        dialogue("user_id_http_header", "X-User", "allow_anonymous_connect_without_token", "true");
    var client = dialogue.open("x-user", "u1");
    client.say("connect", "");
    assertEquals("closed 3500", client.say("refresh", "\"token\":\"user=u1\""));
  }

  @Test
  void anonymousClientsMayRefreshAsTheNobodyTheyAre() {
    Dialogue dialogue = dialogue("allow_anonymous_connect_without_token", "true");
    assertEquals(
        "{\"refresh\":{\"expires\":true,\"ttl\":99}}",
        dialogue.connect("").say("refresh", "\"token\":\"exp=100\""));
    assertEquals("closed 3500", dialogue.connect("").say("refresh", "\"token\":\"garbage\""));
    assertEquals("closed 3501", dialogue.connect("").say("refresh", "\"token\":\"\""));
  }

  @Test
  void whereAllIsInsecureConnectionsDoNotExpire() {
    String answer =
        dialogue("insecure", "true").open().say("connect", "\"token\":\"user=u exp=60\"");
    assertEquals("{\"connect\":{\"ping\":25,\"pong\":true}}", answer);
  }

  @Test
  void whoeverMayNotComeInIsHeardNoMore() {
    Dialogue dialogue = dialogue();
    var client = dialogue.open();
    String refused = "{\"error\":{\"code\":110,\"message\":\"expired\"}}";
    assertEquals(
        refused,
        client.sayText("{\"id\":1,\"connect\":{\"token\":\"exp=0\"}}\n{\"id\":2,\"rpc\":{}}"));
    assertEquals("", client.sayText("{\"id\":3,\"rpc\":{}}"));
    dialogue.pass(Duration.ofSeconds(6));
    assertEquals("closed 3000", client.hear());
    Dialogue hurried = dialogue("stale_close_delay", "2s");
    var late = hurried.open();
    assertEquals(refused, late.say("connect", "\"token\":\"exp=0\""));
    hurried.pass(Duration.ofSeconds(3));
    assertEquals("closed 3502", late.hear());
  }

  @Test
  void aTokenForAChannelThatCannotBeIsRefusedAsThat() {
    String unknown = "{\"error\":{\"code\":102,\"message\":\"unknown channel\"}}";
    var client = dialogue().connect("user=u exp=60");
    String token = "\"token\":\"user=u channel=none:a\"";
    assertEquals(unknown, client.say("refresh", "\"token\":\"user=x exp=90 channels=none:a\""));
    assertEquals(unknown, client.say("subscribe", "\"channel\":\"open:a\"," + token));
    client.say("subscribe", "\"channel\":\"open:a\"");
    assertEquals(unknown, client.say("sub_refresh", "\"channel\":\"open:a\"," + token));
  }

  @Test
  void aConnectionExpiresInAYearAtTheLatest() {
    String answer = dialogue().open().say("connect", "\"token\":\"user=u exp=99999999999\"");
    assertTrue(answer.contains("\"ttl\":31536000"), answer);
    assertFalse(answer.contains("closed"), answer);
  }

  @Test
  void aChannelWithoutANameIsOverlooked() {
    Dialogue dialogue = dialogue();
    assertEquals(
        "{\"connect\":{\"subs\":{\"open:a\":{}},\"ping\":25,\"pong\":true}}",
        dialogue.open().say("connect", "\"token\":\"user=u channels=,open:a\",\"subs\":{\"\":{}}"));
  }

  @Test
  void aServerSideSubscriptionMayHaveDeltas() {
    Dialogue dialogue = dialogue();
    String token = "\"token\":\"user=u channels=delta:a\"";
    String wish = ",\"subs\":{\"delta:a\":{\"delta\":\"%s\"}}";
    assertTrue(
        dialogue
            .open()
            .say("connect", token + wish.formatted("fossil"))
            .contains("\"subs\":{\"delta:a\":{\"delta\":true}}"));
    assertTrue(
        dialogue
            .open()
            .say("connect", token + wish.formatted("gzip"))
            .contains("\"subs\":{\"delta:a\":{}}"));
  }

  // --- refreshing

  @Test
  void aTokenThatNeverExpiresDoesNotProlong() {
    Dialogue dialogue = dialogue("expired_close_delay", "1s");
    var client = dialogue.connect("user=u exp=3");
    assertEquals("{\"refresh\":{}}", client.say("refresh", "\"token\":\"user=u\""));
    dialogue.pass(Duration.ofSeconds(5));
    assertEquals("closed 3005", client.hear());
  }

  @Test
  void aTokenWithoutInfoLeavesItAsItIs() {
    Dialogue dialogue = dialogue();
    var client = dialogue.connect("user=u exp=60 info={\"n\":1}".replace("\"", "\\\""));
    client.say("refresh", "\"token\":\"user=u exp=90\"");
    client.say("subscribe", "\"channel\":\"open:a\"");
    String present = client.say("presence", "\"channel\":\"open:a\"");
    assertTrue(present.contains("\"conn_info\":{\"n\":1}"), present);
  }

  @Test
  void aTokenWithChannelsThatTheClientIsInAnywayChangesNothing() {
    Dialogue dialogue = dialogue();
    var client = dialogue.connect("user=u exp=60");
    client.say("subscribe", "\"channel\":\"open:a\"");
    String token = "\"token\":\"user=u exp=90 channels=open:a\"";
    assertEquals("{\"refresh\":{\"expires\":true,\"ttl\":89}}", client.say("refresh", token));
    client.say("unsubscribe", "\"channel\":\"open:a\"");
    assertEquals("closed 3010", client.say("refresh", token));
    var other = dialogue.connect("user=u exp=60 channels=open:a");
    assertEquals("closed 3010", other.say("refresh", "\"token\":\"user=u exp=90\""));
  }

  // --- subscribing

  @Test
  void lengthMattersToSubscribersOnly() {
    var client = dialogue().connect("user=u");
    assertEquals(BAD_REQUEST, client.say("subscribe", "\"channel\":\"" + LONG + "\""));
    assertEquals(
        "{\"publish\":{}}", client.say("publish", "\"channel\":\"" + LONG + "\",\"data\":1"));
    assertEquals(
        "{\"presence\":{\"presence\":{}}}", client.say("presence", "\"channel\":\"" + LONG + "\""));
  }

  @Test
  void typesThatTheChannelIsNotOfAreRefusedBeforeAnythingElse() {
    var client = dialogue().connect("user=u");
    assertEquals(NOT_AVAILABLE, client.say("subscribe", "\"channel\":\"" + LONG + "\",\"type\":4"));
    assertEquals(
        DENIED, client.say("subscribe", "\"channel\":\"open:a\",\"type\":1,\"delta\":\"gzip\""));
    assertEquals(
        DENIED,
        client.say("publish", "\"channel\":\"open:a\",\"type\":1,\"key\":\"k\",\"data\":1"));
    assertEquals(
        BAD_REQUEST, client.say("publish", "\"channel\":\"open:é\",\"type\":1,\"data\":1"));
    assertEquals("closed 3501", client.say("publish", "\"type\":1"));
  }

  @Test
  void whatATokenTakesBackMayStillBeAskedFor() {
    var client = dialogue().connect("user=u");
    String fields = "\"channel\":\"asked:a\",\"token\":\"user=u channel=asked:a recovery=false\"";
    assertEquals(
        "{\"subscribe\":{\"recoverable\":true,\"positioned\":true}}",
        client.say("subscribe", fields + ",\"recoverable\":true"));
  }

  @Test
  void theLatestPublicationOrNoneIsNoReasonToRefuse() {
    var client = dialogue().connect("user=u");
    assertEquals(
        "{\"subscribe\":{\"recoverable\":true,\"positioned\":true,\"was_recovering\":true}}",
        client.say("subscribe", "\"channel\":\"latest:a\",\"recover\":true,\"flag\":2"));
  }

  @Test
  void whoeverAsksToRecoverIsToldSoEvenWhereNothingCanBe() {
    var client = dialogue().connect("user=u");
    assertEquals(
        "{\"subscribe\":{\"was_recovering\":true}}",
        client.say("subscribe", "\"channel\":\"open:a\",\"recover\":true"));
    String token = "\"token\":\"user=u channels=open:a\"";
    assertTrue(
        dialogue()
            .open()
            .say("connect", token + ",\"subs\":{\"open:a\":{\"recover\":true}}")
            .contains("\"open:a\":{\"was_recovering\":true}"));
  }

  @Test
  void withoutPositionsEachPublicationIsWhole() {
    Dialogue dialogue = dialogue();
    var client = dialogue.connect("user=u");
    client.say("subscribe", "\"channel\":\"delta:a\",\"delta\":\"fossil\"");
    String text = "{\"text\":\"long enough for a delta to be worth while\"}";
    publish(dialogue, "delta:a", text);
    publish(dialogue, "delta:a", text);
    String heard = client.hear();
    assertEquals(2, heard.split("\n").length, heard);
    assertFalse(heard.contains("\"delta\":true"), heard);
  }

  @Test
  void aLimitBelowZeroIsNone() {
    Dialogue dialogue = dialogue("channel_limit", "-1", "queue_max_size", "-1");
    var client = dialogue.connect("user=u channels=open:a,open:b");
    assertEquals("{\"subscribe\":{}}", client.say("subscribe", "\"channel\":\"open:c\""));
  }

  @Test
  void callsForWhichNobodyIsAskedAreUnknownOnlyBesideThePing() {
    var plain = dialogue().connect("user=u");
    assertEquals(NOT_AVAILABLE, plain.say("rpc", "\"method\":\"a:b\""));
    var ping = new Dialogue(Map.of(), Map.of("ping.enabled", "true"), OPEN).connect("user=u");
    assertEquals("{\"rpc\":{}}", ping.say("rpc", "\"method\":\"ping\""));
    assertEquals(
        "{\"error\":{\"code\":104,\"message\":\"method not found\"}}",
        ping.say("rpc", "\"method\":\"a:b\""));
  }

  // --- history

  @Test
  void nothingIsBeforeTheFirst() {
    Dialogue dialogue = dialogue("history_max_publication_limit", "0");
    publish(dialogue, "kept:a", "1");
    var client = dialogue.connect("user=u");
    String since = "\"channel\":\"kept:a\",\"since\":{\"offset\":%d},\"reverse\":true,\"limit\":-1";
    String none = "{\"history\":{\"publications\":[],\"offset\":1}}";
    String one = "{\"history\":{\"publications\":[{\"data\":1,\"offset\":1}],\"offset\":1}}";
    assertEquals(BAD_REQUEST, client.say("history", since.formatted(0)));
    assertEquals(none, client.say("history", since.formatted(1)));
    assertEquals(one, client.say("history", since.formatted(2)));
    assertEquals(none, client.say("history", since.formatted(3)));
  }

  // --- the back end

  @Test
  void theBackEndMaySubscribeAgainWithOtherOptions() {
    Dialogue dialogue = dialogue();
    var client = dialogue.connect("user=u");
    for (String data : List.of("1", "2")) {
      var options = new SubscribeOptions(null, new byte[0], data.getBytes(UTF_8), Map.of());
      dialogue.byBackEnd(() ->
          dialogue
              .node()
              .subscribe(new Target("u", "", ""), "open:a", new ServerSubscribe(options, null)));
      assertEquals(
          "{\"push\":{\"channel\":\"open:a\",\"subscribe\":{\"data\":" + data + "}}}",
          client.hear());
    }
    publish(dialogue, "open:a", "3");
    assertEquals("{\"push\":{\"channel\":\"open:a\",\"pub\":{\"data\":3}}}", client.hear());
  }

  @Test
  void theBackEndCannotSubscribeBeyondTheLimit() {
    Dialogue dialogue = dialogue("channel_limit", "1");
    var client = dialogue.connect("user=u channels=open:a");
    dialogue.byBackEnd(() ->
        dialogue
            .node()
            .subscribe(
                new Target("u", "", ""),
                "open:b",
                new ServerSubscribe(SubscribeOptions.PLAIN, null)));
    assertEquals("closed 3505", client.hear());
  }

  @Test
  void whatTheBackEndGrantsMustNotBeOver() {
    Dialogue dialogue = dialogue();
    var client = dialogue.connect("user=u");
    var over = new SubscribeOptions(Instant.ofEpochSecond(1), new byte[0], new byte[0], Map.of());
    List<Integer> codes = new ArrayList<>();
    dialogue.byBackEnd(() ->
        codes.add(
            assertThrows(
                    ClientErrorException.class,
                    () ->
                        dialogue
                            .node()
                            .subscribe(
                                new Target("u", "", ""), "open:a", new ServerSubscribe(over, null)))
                .error()
                .code()));
    assertEquals(List.of(100), codes);
    assertEquals("", client.hear());
  }

  // --- signs of life

  @Test
  void whateverHasNoIdAnswersAPing() {
    Dialogue dialogue = dialogue("pong_timeout", "-1s");
    var client = dialogue.connect("user=u");
    assertEquals("", client.hear());
    dialogue.pass(Duration.ofSeconds(26));
    assertEquals("{}", client.hear());
    assertEquals("", client.sayText("{\"subscribe\":{\"channel\":\"open:a\"}}"));
    assertEquals("closed 3501", client.sayText("{}"));
  }
}
