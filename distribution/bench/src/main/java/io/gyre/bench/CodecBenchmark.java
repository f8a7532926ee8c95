package io.gyre.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gyre.api.ApiCommand;
import io.gyre.api.ApiCommandReader;
import io.gyre.api.ApiLimits;
import io.gyre.api.ApiMethod;
import io.gyre.config.ConfigBinder;
import io.gyre.core.hub.Wire;
import io.gyre.protocol.Encoder;
import io.gyre.spi.channel.Publication;
import io.gyre.spi.transport.Encoding;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;

/** Encoding a publication for clients, and reading a publish command of the API. */
public class CodecBenchmark extends HotPathBenchmark {
  private final Encoder json = Wire.encoder(Encoding.JSON);
  private final Encoder protobuf = Wire.encoder(Encoding.PROTOBUF);
  private final Publication publication =
      new Publication(0, BenchData.json(128), null, Map.of(), 0);
  private final ApiCommandReader commands =
      new ApiCommandReader(ConfigBinder.defaults(ApiLimits.class));
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
