package io.gyre.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gyre.auth.JwtConfig;
import io.gyre.auth.JwtProvider;
import io.gyre.config.ConfigBinder;
import io.gyre.spi.auth.Authenticator;
import io.gyre.spi.auth.ConnectClaims;
import io.gyre.spi.auth.TokenRejected;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Verifying the token of a connect command, signed with HS256. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"})
@State(Scope.Thread)
public class TokenBenchmark {
  private static final String SECRET = "a secret of the benchmark";
  private static final int TOKENS = 1024;
  private final Authenticator authenticator =
      new JwtProvider()
          .create(
              ConfigBinder.of(JwtConfig.class, Map.of("token.hmac_secret_key", SECRET)),
              new BenchContext(BenchContext.DEAF, new Random(1)));
  private final String[] tokens = new String[TOKENS];
  private int next;

  /** Signs the tokens. */
  public TokenBenchmark() {
    for (int i = 0; i < TOKENS; i++) {
      tokens[i] = token("user-" + i);
    }
  }

  private static String token(String user) {
    String text =
        base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(US_ASCII))
            + "."
            + base64(("{\"sub\":\"" + user + "\",\"exp\":4000000000}").getBytes(US_ASCII));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(US_ASCII), "HmacSHA256"));
      return text + "." + base64(mac.doFinal(text.getBytes(US_ASCII)));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Clients that come in turn. */
  @Benchmark
  public ConnectClaims verification() throws TokenRejected {
    next = (next + 1) % TOKENS;
    return authenticator.connection(tokens[next]);
  }
}
