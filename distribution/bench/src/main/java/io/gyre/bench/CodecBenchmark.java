package io.gyre.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gyre.api.ApiCommand;
import io.gyre.api.ApiCommandReader;
import io.gyre.api.ApiLimits;
import io.gyre.api.ApiMethod;
import io.gyre.core.hub.Wire;
import io.gyre.protocol.Encoder;
import io.gyre.spi.channel.Publication;
import io.gyre.spi.transport.Encoding;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Encoding a publication for clients, and reading a publish command of the API. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"})
@State(Scope.Thread)
public class CodecBenchmark {
  private final Encoder json = Wire.encoder(Encoding.JSON);
  private final Encoder protobuf = Wire.encoder(Encoding.PROTOBUF);
  private final Publication publication =
      new Publication(0, BenchData.json(128), null, Map.of(), 0);
  private final ApiCommandReader commands = new ApiCommandReader(ApiLimits.DEFAULT);
  private final byte[] publish =
      ("{\"channel\":\"plain:bench\",\"data\":" + new String(BenchData.json(128), US_ASCII) + "}")
          .getBytes(US_ASCII);

  private byte[] encode(Encoder encoder) {
    return encoder.push("plain:bench", Wire.publication(publication, ""));
  }

  /** JSON, checked to be JSON and on one line. */
  @Benchmark
  public byte[] publicationAsJson() {
    return encode(json);
  }

  /** Protobuf. */
  @Benchmark
  public byte[] publicationAsProtobuf() {
    return encode(protobuf);
  }

  /** A publish request of the HTTP API. */
  @Benchmark
  public ApiCommand publishCommand() {
    return commands.read(ApiMethod.PUBLISH, publish);
  }
}
