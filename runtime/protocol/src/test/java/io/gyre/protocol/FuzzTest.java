package io.gyre.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Feeds damaged frames to the decoders: nothing but ProtocolException may come of it, and little
 * memory go.
 */
class FuzzTest {
  private static final int ROUNDS = 20_000;
  private static final int SEEDS = 200;

  /** What an empty object costs most: four bytes of a frame give one record of a subscription. */
  private static final long ALLOCATION_PER_BYTE = 128;

  private static final long ALLOCATION_BASE = 64 * 1024;

  private static final byte[][] TOKENS = tokens();

  private static byte[][] tokens() {
    String[] texts = {
      "{",
      "}",
      "[",
      "]",
      "\"",
      ",",
      ":",
      "null",
      "true",
      "1e999",
      "-",
      "0",
      "\\u",
      "\\ud800",
      "\n",
      "\r\n",
      "{\"id\":1,\"connect\":{\"subs\":{\"a\":{}}}}",
      "18446744073709551616",
      "\0",
      "\ufeff",
      "{}",
      "[[[["
    };
    List<byte[]> tokens = new ArrayList<>();
    for (String text : texts) {
      tokens.add(text.getBytes(UTF_8));
    }
    for (String hex :
        List.of(
            "ffffffffffffffffff01",
            "ffffffff07",
            "80808080808080808001",
            "00",
            "0b",
            "7f",
            "c0af",
            "eda080")) {
      tokens.add(HexFormat.of().parseHex(hex));
    }
    return tokens.toArray(byte[][]::new);
  }

  @Test
  void damagedJsonFramesGiveCommandsOrProtocolExceptions() {
    fuzzCommands(JsonDecoder.INSTANCE, 11);
  }

  @Test
  void damagedProtobufFramesGiveCommandsOrProtocolExceptions() {
    fuzzCommands(ProtobufDecoder.INSTANCE, 12);
  }

  @Test
  void damagedBodiesGiveRequestsOrProtocolExceptions() {
    RandomGenerator random = new SplittableRandom(13);
    for (int i = 0; i < ROUNDS / 4; i++) {
      Map<String, Object> connect = Schema.CLIENT.random("ConnectRequest", random, 3);
      byte[] json = mutated(JsonOracle.write("ConnectRequest", connect), random);
      byte[] protobuf = mutated(ProtobufOracle.write("ConnectRequest", connect), random);
      attempt(json, JsonDecoder.INSTANCE::connectRequest);
      attempt(json, JsonDecoder.INSTANCE::emulationRequest);
      attempt(protobuf, ProtobufDecoder.INSTANCE::connectRequest);
      attempt(protobuf, ProtobufDecoder.INSTANCE::emulationRequest);
    }
  }

  @Test
  void damagedRepliesGiveRepliesOrProtocolExceptions() {
    RandomGenerator random = new SplittableRandom(16);
    for (int i = 0; i < ROUNDS / 4; i++) {
      Map<String, Object> reply = Schema.CLIENT.random("Reply", random, 3);
      byte[] json = mutated(JsonOracle.write("Reply", reply), random);
      byte[] protobuf = mutated(OracleTest.prefixed(ProtobufOracle.write("Reply", reply)), random);
      attempt(json, bytes -> readAll(ReplyReader.json(bytes)));
      attempt(protobuf, bytes -> readAll(ReplyReader.protobuf(bytes)));
    }
  }

  private static void readAll(ReplyReader reader) {
    while (reader.next()) {
      reader.read();
    }
  }

  @Test
  void whatTheProtobufDecoderAcceptsIsProtobuf() {
    RandomGenerator random = new SplittableRandom(14);
    int accepted = 0;
    for (int i = 0; i < ROUNDS; i++) {
      byte[] body =
          ProtobufOracle.write("ConnectRequest", Schema.CLIENT.random("ConnectRequest", random, 2));
      byte[] damaged = mutated(body, random);
      try {
        ProtobufDecoder.INSTANCE.connectRequest(damaged);
      } catch (ProtocolException refused) {
        continue;
      }
      accepted++;
      assertTrue(
          ProtobufOracle.isValid("ConnectRequest", damaged),
          () -> HexFormat.of().formatHex(damaged));
    }
    assertTrue(accepted > ROUNDS / 50, "accepted " + accepted);
  }

  @Test
  void validatorAgreesWithJackson() {
    RandomGenerator random = new SplittableRandom(15);
    int valid = 0;
    for (int i = 0; i < ROUNDS; i++) {
      byte[] damaged = mutated(Schema.json(random, 5).getBytes(UTF_8), random);
      boolean expected = JsonOracle.isValid(damaged);
      valid += expected ? 1 : 0;
      assertEquals(
          expected, JsonValidator.isValid(damaged), () -> HexFormat.of().formatHex(damaged));
    }
    assertTrue(valid > ROUNDS / 20 && valid < ROUNDS - ROUNDS / 20, "valid " + valid);
  }

  private static void fuzzCommands(Decoder decoder, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < SEEDS; i++) {
      Map<String, Object> command = Schema.CLIENT.random("Command", random, 4);
      frames.add(
          decoder == JsonDecoder.INSTANCE
              ? JsonOracle.write("Command", command)
              : OracleTest.prefixed(ProtobufOracle.write("Command", command)));
    }
    for (int i = 0; i < ROUNDS; i++) {
      byte[] frame = mutated(frames.get(random.nextInt(SEEDS)), random);
      if (random.nextInt(4) == 0) {
        frame = concatenated(frame, frames.get(random.nextInt(SEEDS)));
      }
      attempt(
          frame,
          bytes -> {
            CommandReader reader = decoder.commands(bytes);
            while (reader.next()) {
              reader.read();
            }
          });
    }
  }

  private static void attempt(byte[] bytes, Consumer<byte[]> decode) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      decode.accept(bytes);
    } catch (ProtocolException expected) {
      // what damaged bytes should give
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      fail(HexFormat.of().formatHex(bytes), e);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(
        allocated < ALLOCATION_BASE + ALLOCATION_PER_BYTE * bytes.length,
        () -> allocated + " bytes for " + HexFormat.of().formatHex(bytes));
  }

  private static byte[] mutated(byte[] original, RandomGenerator random) {
    byte[] bytes = original.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(bytes.length + 1);
      int to = Math.min(bytes.length, at + random.nextInt(16));
      bytes =
          switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 ->
                concatenated(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, to, bytes.length));
            case 2 ->
                concatenated(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, at, bytes.length));
            case 3 ->
                concatenated(
                    Arrays.copyOf(bytes, at),
                    concatenated(
                        TOKENS[random.nextInt(TOKENS.length)],
                        Arrays.copyOfRange(bytes, to, bytes.length)));
            case 4 -> withByte(bytes, at, (byte) random.nextInt());
            default ->
                at == bytes.length
                    ? bytes
                    : withByte(bytes, at, (byte) (bytes[at] ^ 1 << random.nextInt(8)));
          };
    }
    return bytes;
  }

  private static byte[] withByte(byte[] bytes, int at, byte value) {
    if (at < bytes.length) {
      bytes[at] = value;
    }
    return bytes;
  }

  private static byte[] concatenated(byte[] first, byte[] second) {
    byte[] bytes = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, bytes, first.length, second.length);
    return bytes;
  }
}
