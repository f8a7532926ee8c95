package io.gyre.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gyre.core.session.PublishRequest;
import io.gyre.protocol.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts in, texts out, without the transport between. */
class ApiTextTest {
  private final FakeNode node = new FakeNode();
  private final ApiService service =
      new ApiService(
          node,
          name -> name.equals("echo") ? Optional.of(params -> params) : Optional.empty(),
          new SilentLogger());
  private final RecentTexts recent = new RecentTexts();
  private final ApiCommandReader reader = new ApiCommandReader(new ApiLimits(1 << 20, 300, 300));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "publish|{\"channel\": \"x\", \"data\": {\"a\": 1}}|{\"result\":{}}",
        "publish|{\"channel\": \"hist:x\", \"data\": 1}|{\"result\":{\"offset\":1,\"epoch\":\"abcd\"}}",
        "publish|{\"channel\": \"hist:x\", \"data\": 1, \"skip_history\": true}|{\"result\":{}}",
        "publish|{\"data\": 1}|{\"error\":{\"code\":107,\"message\":\"bad request\"}}",
        "publish|{\"channel\": \"x\"}|{\"error\":{\"code\":107,\"message\":\"bad request\"}}",
        "publish|{\"channel\": \"x\", \"data\": null}|{\"result\":{}}",
        "publish|{\"channel\": \"none:x\", \"data\": {}}|{\"error\":{\"code\":102,\"message\":\"unknown channel\"}}",
        "publish|{\"channel\": \"broken:x\", \"data\": {}}|{\"error\":{\"code\":100,\"message\":\"internal server error\"}}",
        "publish|{\"channel\": \"x\", \"b64data\": \"@@@\"}|{\"error\":{\"code\":107,\"message\":\"bad request\"}}",
        "publish|{\"channel\": \"x\", \"b64data\": \"eyJhIjoxfQ\"}|{\"error\":{\"code\":107,\"message\":\"bad request\"}}",
        "publish|{\"Channel\": \"hist:x\", \"DATA\": 1, \"Skip_History\": true}|{\"result\":{}}",
        "batch|{\"Commands\": [{\"Publish\": {\"Channel\": \"hist:z\", \"Data\": 1}}]}|{\"replies\":[{\"publish\":{\"offset\":1,\"epoch\":\"abcd\"}}]}",
        "publish|null|{\"error\":{\"code\":107,\"message\":\"bad request\"}}",
        "broadcast|{\"channels\": [\"hist:x\", \"none:x\", \"y\"], \"data\": 1}|{\"result\":{\"responses\":[{\"result\":{\"offset\":1,\"epoch\":\"abcd\"}},{\"error\":{\"code\":102,\"message\":\"unknown channel\"}},{\"result\":{}}]}}",
        "broadcast|{\"data\": 1}|{\"error\":{\"code\":107,\"message\":\"bad request\"}}",
        "broadcast|{\"channels\": [\"x\"], \"b64data\": \"@@\"}|{\"error\":{\"code\":107,\"message\":\"bad request\"}}",
        "subscribe|{\"user\": \"u\"}|{\"error\":{\"code\":107,\"message\":\"bad request\"}}",
        "subscribe|{\"channel\": \"x\"}|{\"result\":{}}",
        "subscribe|{\"channel\": \"x\", \"b64info\": \"@@\"}|{\"error\":{\"code\":107,\"message\":\"bad request\"}}",
        "unsubscribe|{\"channel\": \"x\"}|{\"result\":{}}",
        "disconnect|{}|{\"result\":{}}",
        "refresh|{}|{\"result\":{}}",
        "presence|{\"channel\": \"x\"}|{\"result\":{\"presence\":{\"c1\":{\"user\":\"u1\",\"client\":\"c1\",\"chan_info\":{\"role\":1}}}}}",
        "presence|{}|{\"error\":{\"code\":107,\"message\":\"bad request\"}}",
        "presence_stats|{\"channel\": \"x\"}|{\"result\":{\"num_clients\":2,\"num_users\":1}}",
        "history|{\"channel\": \"hist:y\", \"limit\": 1}|{\"result\":{\"publications\":[],\"epoch\":\"abcd\",\"offset\":0}}",
        "history|{}|{\"error\":{\"code\":107,\"message\":\"bad request\"}}",
        "history_remove|{\"channel\": \"hist:y\"}|{\"result\":{}}",
        "channels|{}|{\"result\":{\"channels\":{\"cl:one\":{\"num_clients\":2}}}}",
        "info|{}|{\"result\":{\"nodes\":[{\"uid\":\"uid\",\"name\":\"name\",\"version\":\"1.0\",\"num_clients\":1,\"num_users\":2,\"num_channels\":3,\"uptime\":5,\"metrics\":{\"interval\":60,\"items\":{\"centrifugo.node\":1.5}},\"num_subs\":4}]}}",
        "rpc|{\"method\": \"ping\"}|{\"error\":{\"code\":104,\"message\":\"not found\"}}",
        "rpc|{}|{\"error\":{\"code\":107,\"message\":\"bad request\"}}",
        "rpc|{\"method\": \"echo\", \"params\": [1, 2]}|{\"result\":{\"data\":[1, 2]}}",
        "batch|{}|{}",
        "batch|{\"commands\": []}|{}",
        "batch|{\"commands\": [{\"publish\": {\"channel\": \"x\", \"data\": 1}}, {\"publish\": {\"channel\": \"hist:z\", \"data\": 1}}]}|{\"replies\":[{\"publish\":{}},{\"publish\":{\"offset\":1,\"epoch\":\"abcd\"}}]}",
        "batch|{\"commands\": [null, {}, {\"zzz\": 1}, {\"batch\": {}}]}|{\"replies\":[{\"error\":{\"code\":107,\"message\":\"bad request\"}},{\"error\":{\"code\":104,\"message\":\"not found\"}},{\"error\":{\"code\":104,\"message\":\"not found\"}},{\"error\":{\"code\":104,\"message\":\"not found\"}}]}",
        "batch|{\"parallel\": true, \"commands\": [{\"info\": {}}, {\"presence_stats\": {\"channel\": \"none:x\"}}]}|{\"replies\":[{\"info\":{\"nodes\":[{\"uid\":\"uid\",\"name\":\"name\",\"version\":\"1.0\",\"num_clients\":1,\"num_users\":2,\"num_channels\":3,\"uptime\":5,\"metrics\":{\"interval\":60,\"items\":{\"centrifugo.node\":1.5}},\"num_subs\":4}]}},{\"error\":{\"code\":102,\"message\":\"unknown channel\"}}]}"
      })
  void answers(String method, String request, String reply) {
    assertEquals(reply, call(method, request));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "zzz",
        "[]",
        "{\"channel\": 5}",
        "{} x",
        "{\"channel\": \"x\"",
        "{\"data\": tru}",
        "{\"version\": -1}",
        "{\"tags\": {\"a\": 1}}",
        "{\"skip_history\": 1}"
      })
  void refusesMalformedText(String request) {
    assertThrows(ProtocolException.class, () -> call("publish", request));
  }

  @Test
  void refusesTextThatIsNotUtf8() {
    byte[] body = FakeNode.bytes("{\"channel\": \"x\", \"data\": \"?\"}");
    body[body.length - 3] = (byte) 0xff;

    assertThrows(ProtocolException.class, () -> reader.read(ApiMethod.PUBLISH, body));
  }

  @Test
  void publishesTheTextOfDataAsItStands() {
    call("publish", "{\"channel\":\"x\",\"zzz\":[{}],\"data\": {\"a\" :  [1.0, \"<é\"]} }");

    assertEquals("publish x {\"a\" :  [1.0, \"<é\"]}", node.calls.getFirst());
  }

  @Test
  void prefersBase64OfData() {
    call("publish", "{\"channel\":\"x\",\"data\":1,\"b64data\":\"AP8=\"}");

    assertArrayEquals(new byte[] {0, (byte) 0xff}, node.published.getFirst().data());
  }

  @Test
  void handsOverEveryOptionOfAPublication() {
    call(
        "publish",
        "{\"channel\":\"x\",\"data\":1,\"tags\":{\"Channel\":\"b\"},\"idempotency_key\":\"k\","
            + "\"delta\":true,\"version\":18446744073709551615,\"version_epoch\":\"e\"}");

    PublishRequest request = node.published.getFirst();
    assertEquals(Map.of("Channel", "b"), request.tags());
    assertEquals("k", request.idempotencyKey());
    assertEquals(-1, request.version());
    assertEquals("e", request.versionEpoch());
    assertEquals(true, request.delta());
  }

  @Test
  void refusesAnIdempotencyKeyThatNoEngineShouldKeep() {
    String request = "{\"channel\":\"x\",\"data\":1,\"idempotency_key\":\"%s\"}";

    assertEquals("{\"result\":{}}", call("publish", request.formatted("k".repeat(4096))));
    assertEquals(
        "{\"error\":{\"code\":107,\"message\":\"bad request\"}}",
        call("publish", request.formatted("k".repeat(4097))));
  }

  @Test
  void showsPublicationsOfHistory() {
    call("publish", "{\"channel\":\"hist:h\",\"data\":{\"n\":\n1},\"tags\":{\"t\":\"x\"}}");

    assertEquals(
        "{\"result\":{\"publications\":[{\"data\":{\"n\":1},\"info\":{\"user\":\"\",\"client\":\"c1\","
            + "\"conn_info\":{\"n\": 1}},\"offset\":1,\"tags\":{\"t\":\"x\"}}],"
            + "\"epoch\":\"abcd\",\"offset\":1}}",
        call("history", "{\"channel\":\"hist:h\",\"limit\":-1}"));
  }

  @Test
  void handsOverWhatHistoryIsAskedFor() {
    call(
        "history",
        "{\"channel\":\"hist:h\",\"limit\":3,\"reverse\":true,\"since\":{\"offset\":4,\"epoch\":\"e\"}}");
    call("history", "{\"channel\":\"hist:h\",\"since\":null}");

    assertEquals("history hist:h StreamPosition[offset=4, epoch=e] 3 true", node.calls.getFirst());
    assertEquals("history hist:h null 0 false", node.calls.getLast());
  }

  @Test
  void handsOverEveryOptionOfASubscription() {
    call(
        "subscribe",
        "{\"channel\":\"x\",\"user\":\"u\",\"client\":\"c\",\"session\":\"s\",\"info\":{\"r\":1},"
            + "\"b64data\":\"eyJkIjoxfQ==\",\"expire_at\":100,\"recover_since\":{\"offset\":7},"
            + "\"override\":{\"presence\":{\"value\":true},\"join_leave\":{},\"force_recovery\":null}}");

    String call = node.calls.getFirst();
    assertEquals(
        true,
        call.startsWith(
            "subscribe Target[user=u, client=c, session=s] x info={\"r\":1} data={\"d\":1}"));
    assertEquals(true, call.contains("PRESENCE=true") && call.contains("JOIN_LEAVE=false"));
    assertEquals(false, call.contains("FORCE_RECOVERY"));
    assertEquals(
        true,
        call.endsWith("expireAt=1970-01-01T00:01:40Z since=StreamPosition[offset=7, epoch=]"));
  }

  @Test
  void handsOverWhatConnectionsAreToldToDo() {
    call("unsubscribe", "{\"user\":\"u\",\"channel\":\"x\"}");
    call(
        "disconnect",
        "{\"user\":\"u\",\"whitelist\":[\"c\"],\"disconnect\":{\"code\":4100,\"reason\":\"r\"}}");
    call("disconnect", "{\"session\":\"s\",\"disconnect\":null}");
    call("refresh", "{\"user\":\"u\",\"expired\":true,\"expire_at\":4000000000,\"info\":{}}");
    call("refresh", "{\"expire_at\":9223372036854775807}");

    assertEquals(
        "unsubscribe Target[user=u, client=, session=] x 2000 server unsubscribe",
        node.calls.get(0));
    assertEquals(
        "disconnect Target[user=u, client=, session=] [c] Disconnect[code=4100, reason=r]",
        node.calls.get(1));
    assertEquals(
        "disconnect Target[user=, client=, session=s] [] Disconnect[code=3503, reason=force disconnect]",
        node.calls.get(2));
    assertEquals(
        "refresh Target[user=u, client=, session=] true 2096-10-02T07:06:40Z {}",
        node.calls.get(3));
    assertEquals(
        "refresh Target[user=, client=, session=] false +1000000000-12-31T23:59:59Z ",
        node.calls.get(4));
  }

  @Test
  void refusesABatchBeyondTheLimit() {
    String commands = "{\"info\":{}},".repeat(300);

    assertThrows(
        ProtocolException.class,
        () -> call("batch", "{\"commands\":[" + commands + "{\"info\":{}}]}"));
  }

  @Test
  void answersABatchInItsOrder() {
    StringBuilder request = new StringBuilder("{\"commands\":[");
    StringBuilder reply = new StringBuilder("{\"replies\":[");
    for (int i = 1; i <= 100; i++) {
      String comma = i == 100 ? "]}" : ",";
      request
          .append("{\"publish\":{\"channel\":\"hist:b\",\"data\":")
          .append(i)
          .append("}}")
          .append(comma);
      reply
          .append("{\"publish\":{\"offset\":")
          .append(i)
          .append(",\"epoch\":\"abcd\"}}")
          .append(comma);
    }

    assertEquals(reply.toString(), call("batch", request.toString()));
  }

  private String call(String method, String request) {
    ApiCommand command = reader.read(ApiMethod.of(method).orElseThrow(), FakeNode.bytes(request));
    return new String(
        ApiReplyWriter.write(service.handle(command), recent).whole(), StandardCharsets.UTF_8);
  }
}
