package io.gyre.protocol;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What strangers send: nothing but commands or ProtocolException comes of it, little memory goes,
 * and what is accepted is what it says it is. Each test reads the inputs that were found before, of
 * {@code decoder-seeds.txt} and the folder {@code DecoderFuzzTestInputs}; {@code .ci/fuzz} looks
 * for new ones.
 */
class DecoderFuzzTest {
  /** What an empty object costs most: four bytes of a frame give one record of a subscription. */
  private static final long ALLOCATION_PER_BYTE = 128;

  private static final long ALLOCATION_BASE = 64 * 1024;

  /** Code that is watched by the fuzzer takes memory of its own. */
  private static final boolean FUZZING = Boolean.getBoolean("jazzer.hooks");

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @MethodSource("seeds")
  @FuzzTest
  void jsonFrames(byte[] frame) {
    decode(frame, bytes -> readAll(bytes, JsonDecoder.INSTANCE));
    try {
      CommandReader reader = JsonDecoder.INSTANCE.commands(frame);
      while (reader.next()) {
        assertTrue(JsonOracle.isValid(data(reader.read())), "passed on what is no JSON");
      }
    } catch (ProtocolException refused) {
      // the good ones before it were looked at
    }
  }

  @MethodSource("seeds")
  @FuzzTest
  void protobufFrames(byte[] frame) {
    decode(frame, bytes -> readAll(bytes, ProtobufDecoder.INSTANCE));
    ProtobufCommandReader reader = new ProtobufCommandReader(frame);
    try {
      while (reader.next()) {
        reader.read();
        byte[] command = Arrays.copyOfRange(frame, reader.from(), reader.to());
        assertTrue(ProtobufOracle.isValid("Command", command), "accepted what is no Protobuf");
      }
    } catch (ProtocolException refused) {
      // the good ones before it were looked at
    }
  }

  @MethodSource("seeds")
  @FuzzTest
  void bodies(byte[] body) {
    decode(body, JsonDecoder.INSTANCE::connectRequest);
    decode(body, JsonDecoder.INSTANCE::emulationRequest);
    decode(body, ProtobufDecoder.INSTANCE::connectRequest);
    decode(body, ProtobufDecoder.INSTANCE::emulationRequest);
  }

  @MethodSource("seeds")
  @FuzzTest
  void replies(byte[] frame) {
    decode(frame, bytes -> readAll(ReplyReader.json(bytes)));
    decode(frame, bytes -> readAll(ReplyReader.protobuf(bytes)));
  }

  private static void readAll(byte[] frame, Decoder decoder) {
    CommandReader reader = decoder.commands(frame);
    while (reader.next()) {
      reader.read();
    }
  }

  private static void readAll(ReplyReader reader) {
    while (reader.next()) {
      reader.read();
    }
  }

  /** What of a command goes on to others; JSON for each where there is none. */
  private static byte[] data(Command command) {
    byte[] data =
        switch (command) {
          case Command.Connect connect -> connect.data();
          case Command.Subscribe subscribe -> subscribe.request().data();
          case Command.Publish publish -> publish.data();
          case Command.Rpc rpc -> rpc.data();
          case Command.Send send -> send.data();
          case Command.Unsubscribe _,
              Command.Presence _,
              Command.PresenceStats _,
              Command.History _,
              Command.Refresh _,
              Command.SubRefresh _,
              Command.Ping _,
              Command.Pong _,
              Command.Unknown _ ->
              new byte[0];
        };
    return data.length == 0 ? new byte[] {'0'} : data;
  }

  /** Looks twice before it complains: the first time loads classes. */
  private static void decode(byte[] bytes, Consumer<byte[]> decoder) {
    long limit = ALLOCATION_BASE + ALLOCATION_PER_BYTE * bytes.length;
    long first = allocation(bytes, decoder);
    long least = first < limit ? first : allocation(bytes, decoder);
    assertTrue(least < limit || FUZZING, "takes too much memory");
  }

  private static long allocation(byte[] bytes, Consumer<byte[]> decoder) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      decoder.accept(bytes);
    } catch (ProtocolException expected) {
      // what damaged bytes should give
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /** A line of hexadecimal digits each. */
  static Stream<byte[]> seeds() {
    try (InputStream resource =
        Objects.requireNonNull(DecoderFuzzTest.class.getResourceAsStream("decoder-seeds.txt"))) {
      return new String(resource.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(HexFormat.of()::parseHex);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
