package io.gyre.bench;

import io.gyre.auth.JwtConfig;
import io.gyre.auth.JwtProvider;
import io.gyre.config.ConfigBinder;
import io.gyre.spi.auth.Authenticator;
import io.gyre.spi.auth.ConnectClaims;
import io.gyre.spi.auth.TokenRejected;
import io.gyre.tck.GivenContext;
import io.gyre.tck.RecordingListener;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Verifying the token of a connect command: of clients that are new, and that come back. */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TokenBenchmark extends HotPathBenchmark {
  private static final int TOKENS = 1024;

  /** How the tokens are signed. */
  @Param({"HS256", "RS256", "ES256"})
  public String algorithm = "HS256";

  private final String[] tokens = new String[TOKENS];
  private Authenticator authenticator = authenticator(Map.of());
  private Map<String, String> keys = Map.of();
  private int next;

  private static Authenticator authenticator(Map<String, String> keys) {
    return new JwtProvider()
        .create(
            ConfigBinder.of(JwtConfig.class, keys),
            new GivenContext(new RecordingListener(), InstantSource.system(), new Random(1)));
  }

  /** Signs the tokens. */
  @Setup
  public void sign() {
    BenchSigner signer = BenchSigner.of(algorithm);
    keys = signer.configuration();
    for (int i = 0; i < TOKENS; i++) {
      tokens[i] = signer.token("{\"sub\":\"user-" + i + "\",\"exp\":4000000000}");
    }
    authenticator = authenticator(keys);
  }

  /** Each token as often as the others; all are verified once before one comes again. */
  @Benchmark
  public ConnectClaims comingBack() throws TokenRejected {
    next = (next + 1) % TOKENS;
    return authenticator.connection(tokens[next]);
  }

  /** The same where nothing was verified before, as after a start or a change of the keys. */
  @Benchmark
  public ConnectClaims firstTime() throws TokenRejected {
    next = (next + 1) % TOKENS;
    if (next == 0) {
      authenticator = authenticator(keys);
    }
    return authenticator.connection(tokens[next]);
  }
}
