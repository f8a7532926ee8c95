package io.gyre.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Compares both codecs with libraries that know nothing of them, over random messages. */
class OracleTest {
  private static final int ROUNDS = 100;

  /** The field of a Command, the record, and the message it holds. */
  private record Method(String field, Class<? extends Record> type, String message) {}

  private static final List<Method> REQUESTS =
      List.of(
          new Method("connect", Command.Connect.class, "ConnectRequest"),
          new Method("subscribe", SubscribeRequest.class, "SubscribeRequest"),
          new Method("unsubscribe", Command.Unsubscribe.class, "UnsubscribeRequest"),
          new Method("publish", Command.Publish.class, "PublishRequest"),
          new Method("presence", Command.Presence.class, "PresenceRequest"),
          new Method("presence_stats", Command.PresenceStats.class, "PresenceStatsRequest"),
          new Method("history", Command.History.class, "HistoryRequest"),
          new Method("ping", Command.Ping.class, "PingRequest"),
          new Method("send", Command.Send.class, "SendRequest"),
          new Method("rpc", Command.Rpc.class, "RPCRequest"),
          new Method("refresh", Command.Refresh.class, "RefreshRequest"),
          new Method("sub_refresh", Command.SubRefresh.class, "SubRefreshRequest"));

  private static final List<Method> RESULTS =
      List.of(
          new Method("error", ErrorReply.class, "Error"),
          new Method("connect", ConnectResult.class, "ConnectResult"),
          new Method("subscribe", SubscribeResult.class, "SubscribeResult"),
          new Method("unsubscribe", UnsubscribeResult.class, "UnsubscribeResult"),
          new Method("publish", PublishResult.class, "PublishResult"),
          new Method("presence", PresenceResult.class, "PresenceResult"),
          new Method("presence_stats", PresenceStatsResult.class, "PresenceStatsResult"),
          new Method("history", HistoryResult.class, "HistoryResult"),
          new Method("ping", PingResult.class, "PingResult"),
          new Method("rpc", RpcResult.class, "RPCResult"),
          new Method("refresh", RefreshResult.class, "RefreshResult"),
          new Method("sub_refresh", SubRefreshResult.class, "SubRefreshResult"));

  private static final List<Method> PUSHES =
      List.of(
          new Method("pub", Publication.class, "Publication"),
          new Method("join", JoinPush.class, "Join"),
          new Method("leave", LeavePush.class, "Leave"),
          new Method("unsubscribe", UnsubscribePush.class, "Unsubscribe"),
          new Method("message", MessagePush.class, "Message"),
          new Method("subscribe", SubscribePush.class, "Subscribe"),
          new Method("connect", ConnectResult.class, "Connect"),
          new Method("disconnect", DisconnectPush.class, "Disconnect"),
          new Method("refresh", RefreshPush.class, "Refresh"));

  @Test
  void readsRandomCommandsAsTheOraclesWriteThem() {
    RandomGenerator random = new SplittableRandom(1);
    for (int i = 0; i < ROUNDS; i++) {
      for (Method method : REQUESTS) {
        Map<String, Object> request = Schema.CLIENT.random(method.message(), random, 3);
        long id = 1 + random.nextLong(0xffff_ffffL);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", id);
        tree.put(method.field(), request);
        assertCommand(id, method, request, JsonDecoder.INSTANCE, JsonOracle.write("Command", tree));
        assertCommand(
            id,
            method,
            request,
            ProtobufDecoder.INSTANCE,
            prefixed(ProtobufOracle.write("Command", tree)));
      }
    }
  }

  private static void assertCommand(
      long id, Method method, Map<String, Object> request, Decoder decoder, byte[] frame) {
    CommandReader reader = decoder.commands(frame);
    assertTrue(reader.next());
    Command command = reader.read();
    assertFalse(reader.next());
    assertEquals(id, command.id());
    Record record =
        command instanceof Command.Subscribe subscribe ? subscribe.request() : (Record) command;
    assertEquals(method.type(), record.getClass());
    assertEquals(
        Records.comparable(request), Records.comparable(Records.tree(method.message(), record)));
  }

  @Test
  void writesRandomRepliesAsTheOraclesReadThem() throws IOException {
    RandomGenerator random = new SplittableRandom(2);
    for (int i = 0; i < ROUNDS; i++) {
      for (Method method : RESULTS) {
        Map<String, Object> tree = Schema.CLIENT.random(method.message(), random, 3);
        Result result = (Result) Records.read(method.type(), tree);
        long id = 1 + random.nextLong(0xffff_ffffL);
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("id", id);
        reply.put(method.field(), tree);
        byte[] json = JsonEncoder.INSTANCE.reply(id, result);
        byte[] protobuf = ProtobufEncoder.INSTANCE.reply(id, result);
        assertMessages("Reply", reply, json, unprefixed(protobuf));
        assertAnswer(id, method, tree, ReplyReader.json(json));
        assertAnswer(id, method, tree, ReplyReader.protobuf(protobuf));
      }
    }
  }

  @Test
  void writesRandomPushesAsTheOraclesReadThem() throws IOException {
    RandomGenerator random = new SplittableRandom(3);
    for (int i = 0; i < ROUNDS; i++) {
      for (Method method : PUSHES) {
        Map<String, Object> tree = Schema.CLIENT.random(method.message(), random, 3);
        if (method.message().equals("Join") || method.message().equals("Leave")) {
          tree.put("info", Schema.CLIENT.random("ClientInfo", random, 1));
        }
        Push push =
            switch (Records.read(method.type(), tree)) {
              case Publication publication -> publication;
              case ConnectResult result -> new ConnectPush(result);
              case Push other -> other;
              default -> throw new IllegalStateException(method.field());
            };
        String channel = Schema.text(random);
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("channel", channel);
        message.put(method.field(), tree);
        assertMessages(
            "Push",
            message,
            JsonEncoder.INSTANCE.barePush(channel, push),
            ProtobufEncoder.INSTANCE.barePush(channel, push));
        byte[] json = JsonEncoder.INSTANCE.push(channel, push);
        byte[] protobuf = ProtobufEncoder.INSTANCE.push(channel, push);
        assertMessages("Reply", Map.of("push", message), json, unprefixed(protobuf));
        assertPushed(channel, method, tree, ReplyReader.json(json));
        assertPushed(channel, method, tree, ReplyReader.protobuf(protobuf));
      }
    }
  }

  private static void assertAnswer(
      long id, Method method, Map<String, Object> tree, ReplyReader reader) {
    assertTrue(reader.next());
    Reply.Answer answer = assertInstanceOf(Reply.Answer.class, reader.read());
    assertFalse(reader.next());
    assertEquals(id, answer.id());
    Record record = (Record) answer.result();
    assertEquals(method.type(), record.getClass());
    assertEquals(
        Records.comparable(tree), Records.comparable(Records.tree(method.message(), record)));
  }

  private static void assertPushed(
      String channel, Method method, Map<String, Object> tree, ReplyReader reader) {
    assertTrue(reader.next());
    Reply.Pushed pushed = assertInstanceOf(Reply.Pushed.class, reader.read());
    assertFalse(reader.next());
    assertEquals(channel, pushed.channel());
    Record record =
        switch (pushed.push()) {
          case Publication publication -> publication;
          case ConnectPush push -> push.result();
          case Record push -> push;
        };
    assertEquals(method.type(), record.getClass());
    assertEquals(
        Records.comparable(tree), Records.comparable(Records.tree(method.message(), record)));
  }

  private static void assertMessages(
      String message, Map<String, Object> tree, byte[] json, byte[] protobuf)
      throws InvalidProtocolBufferException {
    assertEquals(
        Records.comparable(tree), Records.comparable(ProtobufOracle.parse(message, protobuf)));
    assertEquals(
        JsonOracle.parse(JsonOracle.write(message, withZeroes(message, tree))),
        JsonOracle.parse(json));
  }

  /** Adds the fields that the JSON protocol shows also when they are zero. */
  private static Map<String, Object> withZeroes(String message, Map<?, ?> tree) {
    Map<String, Object> shown = new LinkedHashMap<>();
    tree.forEach((name, value) -> {
      Schema.Field field = Schema.CLIENT.field(message, (String) name);
      shown.put(field.name(), withZeroes(field, value));
    });
    switch (message) {
      case "ClientInfo" -> {
        shown.putIfAbsent("user", "");
        shown.putIfAbsent("client", "");
      }
      case "PresenceResult" -> shown.putIfAbsent("presence", Map.of());
      case "PresenceStatsResult" -> {
        shown.putIfAbsent("num_clients", 0);
        shown.putIfAbsent("num_users", 0);
      }
      case "HistoryResult" -> {
        shown.putIfAbsent("publications", List.of());
        shown.putIfAbsent("epoch", "");
        shown.putIfAbsent("offset", 0);
      }
      default -> {}
    }
    return shown;
  }

  private static Object withZeroes(Schema.Field field, Object value) {
    if (!field.isMessage()) {
      return value;
    }
    return switch (value) {
      case List<?> list ->
          list.stream().map(each -> withZeroes(field.type(), (Map<?, ?>) each)).toList();
      case Map<?, ?> map when field.label().equals("map") -> {
        Map<Object, Object> shown = new LinkedHashMap<>();
        map.forEach((key, each) -> shown.put(key, withZeroes(field.type(), (Map<?, ?>) each)));
        yield shown;
      }
      case Map<?, ?> map -> withZeroes(field.type(), map);
      default -> throw new IllegalArgumentException(field.name());
    };
  }

  static byte[] prefixed(byte[] message) {
    byte[] frame =
        new byte[CodedOutputStream.computeUInt32SizeNoTag(message.length) + message.length];
    CodedOutputStream out = CodedOutputStream.newInstance(frame);
    try {
      out.writeByteArrayNoTag(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return frame;
  }

  private static byte[] unprefixed(byte[] message) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(message);
    byte[] bytes = in.readByteArray();
    assertTrue(in.isAtEnd());
    return bytes;
  }
}
