package io.gyre.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonEncoderTest {
  private static final JsonEncoder JSON = JsonEncoder.INSTANCE;

  @Test
  void repliesWithEmptyResultsAsRecorded() {
    assertReply("{\"id\":2,\"rpc\":{}}", new RpcResult(Bytes.EMPTY));
    assertReply("{\"id\":2,\"subscribe\":{}}", SubscribeResult.builder().build());
    assertReply("{\"id\":2,\"unsubscribe\":{}}", new UnsubscribeResult());
    assertReply("{\"id\":2,\"publish\":{}}", new PublishResult());
  }

  @Test
  void showsZeroesWhereClientsRelyOnThem() {
    assertReply("{\"id\":2,\"presence\":{\"presence\":{}}}", new PresenceResult(Map.of()));
    assertReply(
        "{\"id\":2,\"presence_stats\":{\"num_clients\":0,\"num_users\":0}}",
        new PresenceStatsResult(0, 0));
    assertReply(
        "{\"id\":2,\"history\":{\"publications\":[],\"epoch\":\"\",\"offset\":0}}",
        new HistoryResult(List.of(), "", 0));
  }

  @Test
  void writesConnectResultInTheOrderOfFieldNumbers() {
    ConnectResult result =
        ConnectResult.builder()
            .client("c")
            .version("0 OSS")
            .expires(true)
            .ttl(300)
            .data(json("{\"a\":1}"))
            .subs(Map.of("ch", SubscribeResult.builder().recoverable(true).epoch("e").build()))
            .ping(25)
            .pong(true)
            .session("s")
            .node("n")
            .time(1_700_000_000_000L)
            .build();
    assertReply(
        "{\"id\":2,\"connect\":{\"client\":\"c\",\"version\":\"0 OSS\",\"expires\":true,\"ttl\":300,"
            + "\"data\":{\"a\":1},\"subs\":{\"ch\":{\"recoverable\":true,\"epoch\":\"e\"}},"
            + "\"ping\":25,\"pong\":true,\"session\":\"s\",\"node\":\"n\",\"time\":1700000000000}}",
        result);
    assertEquals(
        "{\"connect\":{\"client\":\"c\",\"version\":\"0 OSS\",\"data\":{\"a\":1},"
            + "\"subs\":{\"ch\":{\"recoverable\":true,\"epoch\":\"e\"}},\"expires\":true,\"ttl\":300,"
            + "\"ping\":25,\"pong\":true,\"session\":\"s\",\"node\":\"n\",\"time\":1700000000000}}",
        text(JSON.barePush("", new ConnectPush(result))));
  }

  @Test
  void writesErrors() {
    assertEquals(
        "{\"id\":4,\"error\":{\"code\":104,\"message\":\"method not found\"}}",
        text(JSON.error(4, 104, "method not found", false)));
    assertEquals(
        "{\"id\":4294967295,\"error\":{\"code\":100,\"message\":\"internal server error\","
            + "\"temporary\":true}}",
        text(JSON.error(0xffff_ffffL, 100, "internal server error", true)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\" :  1 , \"b\":[ 1,2 ]}",
        "{\"t\":\"<b>&\\u2028\\u00e9\"}",
        "[1.0,1e3,-0,123456789012345678901234567890,0.1000]",
        "{\"a\":1,\"a\":2}",
      })
  void keepsTheTextOfPublications(String data) {
    assertPush(
        "{\"push\":{\"channel\":\"cl:1\",\"pub\":{\"data\":" + data + "}}}",
        Publication.of(json(data)));
  }

  @Test
  void dropsLineBreaksBetweenTokens() {
    assertPush(
        "{\"push\":{\"channel\":\"cl:1\",\"pub\":{\"data\":{  \"a\":\"\\n\"}}}}",
        Publication.of(json("{\n  \"a\":\r\n\"\\n\"}\n")));
  }

  @Test
  void writesPublicationsInTheOrderOfFieldNumbers() {
    Publication publication =
        Publication.builder()
            .data(json("1"))
            .info(new ClientInfo("", "c", json("{\"n\":1}"), json("2")))
            .offset(-1)
            .tags(Map.of("k", "v"))
            .time(5)
            .channel("x")
            .key("k")
            .removed(true)
            .score(-3)
            .epoch("e")
            .prevData(json("[]"))
            .version(9)
            .build();
    assertPush(
        "{\"push\":{\"channel\":\"cl:1\",\"pub\":{\"data\":1,\"info\":{\"user\":\"\",\"client\":\"c\","
            + "\"conn_info\":{\"n\":1},\"chan_info\":2},\"offset\":18446744073709551615,"
            + "\"tags\":{\"k\":\"v\"},\"time\":5,\"channel\":\"x\",\"key\":\"k\",\"removed\":true,"
            + "\"score\":-3,\"epoch\":\"e\",\"prev_data\":[],\"version\":9}}}",
        publication);
  }

  @Test
  void writesDeltaDataAsText() {
    assertPush(
        "{\"push\":{\"channel\":\"cl:1\",\"pub\":{\"data\":\"38\\n36@0,2:1}3eTiFL;\",\"offset\":2,"
            + "\"delta\":true}}}",
        Publication.builder()
            .data(json("38\n36@0,2:1}3eTiFL;"))
            .dataAsString(true)
            .offset(2)
            .delta(true)
            .build());
  }

  @Test
  void refusesPayloadsThatAreNotJson() {
    for (String data : List.of("not json", "{", "1 2", "\ufeff1", "01", "{\"a\":1,}", " ")) {
      assertThrows(NotJsonException.class, () -> JSON.push("x", Publication.of(json(data))), data);
    }
    byte[] invalid = {'"', (byte) 0xff, '"'};
    assertThrows(NotJsonException.class, () -> JSON.push("x", new MessagePush(invalid)));
    assertThrows(
        NotJsonException.class,
        () -> JSON.push("x", Publication.builder().data(invalid).dataAsString(true).build()));
  }

  @Test
  void escapesStringsOnlyWhereJsonDemandsIt() {
    assertEquals(
        "{\"disconnect\":{\"code\":3000,\"reason\":\"\\\"\\\\/<&>\\n\\u0001é\u2028😀\ufffd\"}}",
        text(
            JSON.barePush("", new DisconnectPush(3000, "\"\\/<&>\n\u0001é\u2028😀\ud800", false))));
  }

  @Test
  void joinsMessagesByLineFeedsWithoutATrailingOne() {
    byte[] one = json("{}");
    assertEquals("{}", text(JSON.join(List.of(one))));
    assertEquals("{}\n{}\n{}", text(JSON.join(List.of(one, one, one))));
    assertArrayEquals(new byte[0], JSON.join(List.of()));
    assertEquals("{}", text(JSON.ping()));
  }

  private static void assertReply(String expected, Result result) {
    assertEquals(expected, text(JSON.reply(2, result)));
  }

  private static void assertPush(String expected, Publication publication) {
    assertEquals(expected, text(JSON.push("cl:1", publication)));
  }

  private static byte[] json(String text) {
    return text.getBytes(UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
