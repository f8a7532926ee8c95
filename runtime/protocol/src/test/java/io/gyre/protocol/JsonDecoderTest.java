package io.gyre.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDecoderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "{\"id\": 5,",
        "\"x\"",
        "\n",
        "",
        "   ",
        "{\"id\": \"5\", \"rpc\": {}}",
        "{\"id\": 5.5, \"rpc\": {}}",
        "{\"id\": 1e3, \"rpc\": {}}",
        "{\"id\": -1, \"rpc\": {}}",
        "{\"id\": 4294967296, \"rpc\": {}}",
        "{\"id\": 05, \"rpc\": {}}",
        "{\"id\": 5, \"subscribe\": \"x\"}",
        "{\"id\": 5, \"rpc\": {\"method\": 1}}",
        "{\"id\": 5, \"rpc\": {\"data\": }}",
        "{\"id\": 5, \"rpc\": {\"method\": \"a\tb\"}}",
        "{\"id\": 5, \"history\": {\"since\": {\"offset\": 18446744073709551616}}}",
        "{\"id\": 5, \"history\": {\"since\": {\"offset\": -1}}}",
        "{\"id\": 5, \"history\": {\"limit\": 2147483648}}",
        "\ufeff{\"id\": 5}",
      })
  void refusesMalformedFrames(String frame) {
    assertThrows(ProtocolException.class, () -> read(frame));
  }

  @Test
  void readsEveryCommandOfAFrame() {
    assertEquals(
        List.of(new Command.Presence(5, "a"), new Command.Refresh(6, "t")),
        read(
            "{\"id\":5,\"presence\":{\"channel\":\"a\"}}\r\n{\"id\":6,\"refresh\":{\"token\":\"t\"}}\n"));
  }

  @Test
  void readsFieldNamesWithoutRegardToCase() {
    assertEquals(
        List.of(
            new Command.Presence(5, "A"),
            new Command.Presence(6, "b"),
            new Command.Presence(7, "a"),
            new Command.Unknown(8)),
        read(
            """
            {"ID":5,"Presence":{"Channel":"A"}}
            {"id":6,"presence":{"CHANNEL":"a","channel":"b"}}
            {"id":7,"presence":{"channel":"b","Channel":"a"}}
            {"id":8,"Prezence":{"channel":"b"}}
            """));
    Command.Connect connect =
        (Command.Connect)
            read("{\"id\":1,\"Connect\":{\"Subs\":{\"Channel\":{},\"channel\":{}},\"headers\":{\"Token\":\"T\"}}}")
                .getFirst();
    assertEquals(Set.of("Channel", "channel"), connect.subs().keySet());
    assertEquals(Map.of("Token", "T"), connect.headers());
  }

  @Test
  void givesTheGoodCommandsBeforeABadOne() {
    CommandReader reader =
        JsonDecoder.INSTANCE.commands("{\"id\":5,\"ping\":{}}\nbad".getBytes(UTF_8));
    assertTrue(reader.next());
    assertEquals(new Command.Ping(5), reader.read());
    assertEquals(18, reader.length());
    assertTrue(reader.next());
    assertThrows(ProtocolException.class, reader::read);
  }

  @Test
  void ignoresWhatFollowsAnObjectOnItsLine() {
    assertEquals(
        List.of(new Command.Ping(5)), read("{\"id\":5,\"ping\":{}}{\"id\":6,\"ping\":{}}"));
  }

  @Test
  void tellsPongsFromUnknownCommands() {
    assertEquals(List.of(Command.Pong.INSTANCE), read("{}"));
    assertEquals(List.of(Command.Pong.INSTANCE), read("null"));
    assertEquals(List.of(new Command.Unknown(5)), read("{\"id\": 5}"));
    assertEquals(List.of(new Command.Unknown(5)), read("{\"id\": 5, \"fly\": {}}"));
    assertEquals(List.of(new Command.Unknown(5)), read("{\"id\": 5, \"subscribe\": null}"));
  }

  @Test
  void ignoresUnknownFieldsAndTakesTheLastOfRepeatedOnes() {
    assertEquals(
        List.of(new Command.Presence(7, "b")),
        read(
            "{\"zz\":[{}],\"id\":1,\"presence\":{\"channel\":\"a\",\"yy\":2,\"channel\":\"b\"},\"id\":7}"));
  }

  @Test
  void ofSeveralMethodsTheSameOneCountsWhereverItStands() {
    List<Command> unsubscribe = List.of(new Command.Unsubscribe(1, "a"));
    assertEquals(
        unsubscribe,
        read("{\"id\":1,\"ping\":{},\"send\":{},\"rpc\":{},\"unsubscribe\":{\"channel\":\"a\"}}"));
    assertEquals(
        unsubscribe,
        read("{\"unsubscribe\":{\"channel\":\"a\"},\"presence\":{},\"ping\":{},\"id\":1}"));
    assertThrows(
        ProtocolException.class, () -> read("{\"id\":1,\"rpc\":{},\"history\":{\"limit\":\"x\"}}"));
  }

  @Test
  void readsTheIdWhereverItStands() {
    assertEquals(
        List.of(new Command.Unsubscribe(9, "a")),
        read("{\"unsubscribe\":{\"channel\":\"a\"},\"id\":9}"));
    assertEquals(
        List.of(new Command.Unsubscribe(0, "a")), read("{\"unsubscribe\":{\"channel\":\"a\"}}"));
  }

  @Test
  void keepsTheTextOfPayloads() {
    Command.Publish publish =
        assertInstanceOf(
            Command.Publish.class,
            read("{\"id\":1,\"publish\":{\"channel\":\"a\",\"data\": {\"x\" :  1} }}").getFirst());
    assertEquals("{\"x\" :  1}", new String(publish.data(), UTF_8));
    Command.Send send =
        assertInstanceOf(Command.Send.class, read("{\"send\":{\"data\":null}}").getFirst());
    assertEquals("null", new String(send.data(), UTF_8));
    Command.Rpc rpc = assertInstanceOf(Command.Rpc.class, read("{\"id\":1,\"rpc\":{}}").getFirst());
    assertEquals(0, rpc.data().length);
  }

  @Test
  void unescapesStrings() {
    assertEquals(
        List.of(new Command.Presence(1, "\"\\/\b\f\n\r\té😀\ufffdx\ufffd")),
        read(
            "{\"id\":1,\"presence\":{\"channel\":"
                + "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\\ud800x\\udc00\"}}"));
  }

  @Test
  void readsAllFieldsOfASubscribe() {
    Command.Subscribe subscribe =
        assertInstanceOf(
            Command.Subscribe.class,
            read("{\"id\":1,\"subscribe\":{\"channel\":\"c\",\"token\":\"t\",\"recover\":true,"
                    + "\"epoch\":\"e\",\"offset\":18446744073709551615,\"data\":{},\"positioned\":true,"
                    + "\"recoverable\":true,\"join_leave\":true,\"delta\":\"fossil\",\"tf\":{\"op\":\"and\","
                    + "\"nodes\":[{\"key\":\"k\",\"cmp\":\"in\",\"vals\":[\"a\",\"b\"]},{\"val\":\"v\"}]},"
                    + "\"flag\":2,\"type\":-1,\"phase\":2,\"cursor\":\"x\",\"limit\":-5,\"asc\":true}}")
                .getFirst());
    SubscribeRequest request = subscribe.request();
    assertEquals("c", request.channel());
    assertEquals(-1, request.offset());
    assertTrue(request.recover() && request.positioned() && request.ascending());
    assertEquals(-1, request.type());
    assertEquals(-5, request.limit());
    assertEquals(
        new FilterNode(
            "and",
            "",
            "",
            "",
            List.of(),
            List.of(
                new FilterNode("", "k", "in", "", List.of("a", "b"), List.of()),
                new FilterNode("", "", "", "v", List.of(), List.of()))),
        request.filter());
  }

  @Test
  void readsConnectWithSubscriptionsAndHeaders() {
    Command.Connect connect =
        JsonDecoder.INSTANCE.connectRequest(
            "{\"token\":\"t\",\"subs\":{\"a\":{\"recover\":true},\"b\":null},\"headers\":{\"h\":\"v\"}}"
                .getBytes(UTF_8));
    assertEquals("t", connect.token());
    assertEquals(Map.of("h", "v"), connect.headers());
    assertEquals(2, connect.subs().size());
    assertEquals(0, JsonDecoder.INSTANCE.connectRequest("null".getBytes(UTF_8)).id());
    assertThrows(
        ProtocolException.class, () -> JsonDecoder.INSTANCE.connectRequest("zzz".getBytes(UTF_8)));
  }

  @Test
  void readsEmulationRequests() {
    EmulationRequest request =
        JsonDecoder.INSTANCE.emulationRequest(
            "{\"node\":\"n\",\"session\":\"s\",\"data\":\"{\\\"id\\\":9}\\n{}\"}".getBytes(UTF_8));
    assertEquals("n", request.node());
    assertEquals("s", request.session());
    assertEquals("{\"id\":9}\n{}", new String(request.data(), UTF_8));
    for (String noFrame : List.of("", ",\"data\":{\"id\":9}", ",\"data\":9")) {
      EmulationRequest forNobody =
          JsonDecoder.INSTANCE.emulationRequest(
              ("{\"node\":\"n\",\"session\":\"s\"" + noFrame + "}").getBytes(UTF_8));
      assertEquals("n", forNobody.node());
      assertEquals("", forNobody.session());
      assertEquals(0, forNobody.data().length);
    }
  }

  @Test
  void boundsDepthWithoutUsingTheStack() {
    String deep = "[".repeat(1_024) + "]".repeat(1_024);
    assertEquals(1, read("{\"id\":1,\"rpc\":{\"data\":" + deep + "}}").size());
    String deeper = "{\"a\":[".repeat(30_000) + "]}".repeat(30_000);
    assertThrows(
        ProtocolException.class, () -> read("{\"id\":1,\"rpc\":{\"data\":" + deeper + "}}"));
    String filter = "{\"nodes\":[".repeat(40) + "]}".repeat(40);
    assertThrows(
        ProtocolException.class, () -> read("{\"id\":1,\"subscribe\":{\"tf\":" + filter + "}}"));
  }

  @Test
  void refusesTextThatIsNotUtf8() {
    byte[] frame = "{\"id\":1,\"presence\":{\"channel\":\"?\"}}".getBytes(UTF_8);
    frame[frame.length - 4] = (byte) 0xff;
    assertThrows(
        ProtocolException.class,
        () -> {
          CommandReader reader = JsonDecoder.INSTANCE.commands(frame);
          assertTrue(reader.next());
          reader.read();
        });
  }

  @Test
  void boundsTheNumberOfCommands() {
    CommandReader reader =
        JsonDecoder.INSTANCE.commands("{}\n".repeat(Decoder.COMMANDS_MAX + 1).getBytes(UTF_8));
    for (int i = 0; i < Decoder.COMMANDS_MAX; i++) {
      assertTrue(reader.next());
    }
    assertThrows(ProtocolException.class, reader::next);
    assertFalse(emptyAfterOne().next());
  }

  private static CommandReader emptyAfterOne() {
    CommandReader reader = JsonDecoder.INSTANCE.commands("{}\n".getBytes(UTF_8));
    assertTrue(reader.next());
    return reader;
  }

  private static List<Command> read(String frame) {
    CommandReader reader = JsonDecoder.INSTANCE.commands(frame.getBytes(UTF_8));
    List<Command> commands = new ArrayList<>();
    while (reader.next()) {
      commands.add(reader.read());
    }
    return commands;
  }
}
