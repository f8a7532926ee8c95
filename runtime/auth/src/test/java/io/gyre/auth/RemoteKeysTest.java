package io.gyre.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.spi.auth.TokenRejected;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RemoteKeysTest {
  private final TestContext context = new TestContext();
  private final AtomicInteger fetches = new AtomicInteger();
  private final List<URI> asked = new ArrayList<>();
  private volatile String published =
      set(
          Tokens.jwk(Tokens.RSA.getPublic(), "r1", ",\"alg\":\"RS256\""),
          Tokens.jwk(Tokens.EC_256.getPublic(), "e1", ",\"alg\":\"ES256\""),
          Tokens.jwk(Tokens.EC_384.getPublic(), "e3", ""),
          Tokens.jwk(Tokens.EC_521.getPublic(), "e5", ""),
          Tokens.jwk(Tokens.ED_25519.getPublic(), "d1", ",\"alg\":\"EdDSA\""),
          Tokens.jwk(Tokens.RSA_OTHER.getPublic(), "r2", ""));
  private volatile boolean broken;
  private final RemoteKeys keys = keys("http://keys/jwks");

  @Test
  void keysOfEveryKindServe() throws TokenRejected {
    verify(token("RS256", "r1", Tokens.RSA, "SHA256withRSA"));
    verify(token("ES256", "e1", Tokens.EC_256, "SHA256withECDSAinP1363Format"));
    verify(token("ES384", "e3", Tokens.EC_384, "SHA384withECDSAinP1363Format"));
    verify(token("ES512", "e5", Tokens.EC_521, "SHA512withECDSAinP1363Format"));
    verify(token("EdDSA", "d1", Tokens.ED_25519, "Ed25519"));
    verify(token("RS512", "r2", Tokens.RSA_OTHER, "SHA512withRSA"));
    assertEquals(1, fetches.get());
  }

  @Test
  void thePaddingOfPssIsServedWhereItIsAskedFor() throws TokenRejected {
    published =
        set(
            Tokens.jwk(Tokens.RSA.getPublic(), "r1", ",\"alg\":\"PS256\""),
            Tokens.jwk(Tokens.RSA.getPublic(), "r2", ",\"alg\":\"RS256\""));
    String token = Tokens.pss(256, "r1", Tokens.RSA.getPrivate(), "{\"sub\":\"u\"}");
    refuses(token);
    RemoteKeys asked = keys("http://keys/jwks", true);
    asked.verify(CompactToken.parse(token), Map.of());
    for (String wrong :
        List.of(
            token("RS256", "r1", Tokens.RSA, "SHA256withRSA"),
            Tokens.pss(256, "r2", Tokens.RSA.getPrivate(), "{\"sub\":\"u\"}"))) {
      assertThrows(TokenRejected.class, () -> asked.verify(CompactToken.parse(wrong), Map.of()));
    }
  }

  @Test
  void aKeyServesNoOtherAlgorithmAndNoOtherId() {
    refuses(token("RS384", "r1", Tokens.RSA, "SHA384withRSA"));
    refuses(token("RS256", "r2", Tokens.RSA, "SHA256withRSA"));
    refuses(token("RS256", "e1", Tokens.RSA, "SHA256withRSA"));
    refuses(token("ES256", "e3", Tokens.EC_384, "SHA256withECDSAinP1363Format"));
    refuses(token("RS256", "", Tokens.RSA, "SHA256withRSA"));
    refuses(token("RS256", "nope", Tokens.RSA, "SHA256withRSA"));
    refuses(Tokens.hs256("secret", "{}"));
    refuses(Tokens.head("{\"alg\":\"none\",\"kid\":\"r1\"}", "{}") + ".");
  }

  @Test
  void aHeaderBringsNoKeyOfItsOwn() {
    String jwk = Tokens.jwk(Tokens.RSA_OTHER.getPublic(), "own", "");
    String head =
        Tokens.head(
            "{\"alg\":\"RS256\",\"kid\":\"own\",\"jku\":\"http://evil/\",\"jwk\":" + jwk + "}",
            "{}");
    refuses(head + "." + Tokens.base64(new byte[256]));
    assertTrue(asked.stream().allMatch(address -> address.getHost().equals("keys")));
  }

  @Test
  void madeUpIdsCostFewFetches() {
    for (int i = 0; i < 200; i++) {
      refuses(token("RS256", "made-up-" + i, Tokens.RSA, "SHA256withRSA"));
      context.pass(Duration.ofMillis(20));
    }
    assertTrue(fetches.get() <= 7, () -> "fetches=" + fetches.get());
  }

  @Test
  void aNewKeyCountsAsSoonAsATokenNamesIt() throws TokenRejected {
    verify(token("RS256", "r1", Tokens.RSA, "SHA256withRSA"));
    published = set(Tokens.jwk(Tokens.RSA_OTHER.getPublic(), "new", ""));
    verify(token("RS256", "new", Tokens.RSA_OTHER, "SHA256withRSA"));
    refuses(token("RS256", "r1", Tokens.RSA, "SHA256withRSA"));
    assertTrue(fetches.get() >= 2);
  }

  @Test
  void aSetIsFetchedAgainAfterAnHour() throws TokenRejected {
    verify(token("RS256", "r1", Tokens.RSA, "SHA256withRSA"));
    context.pass(Duration.ofMinutes(59));
    verify(token("RS256", "r1", Tokens.RSA, "SHA256withRSA"));
    assertEquals(1, fetches.get());
    published = set(Tokens.jwk(Tokens.RSA_OTHER.getPublic(), "r1", ""));
    context.pass(Duration.ofMinutes(2));
    refuses(token("RS256", "r1", Tokens.RSA, "SHA256withRSA"));
    verify(token("RS256", "r1", Tokens.RSA_OTHER, "SHA256withRSA"));
    assertEquals(2, fetches.get());
  }

  @Test
  void aBrokenPublisherIsAskedLessAndLess() throws TokenRejected {
    broken = true;
    for (int i = 0; i < 100; i++) {
      refuses(token("RS256", "r1", Tokens.RSA, "SHA256withRSA"));
    }
    assertEquals(5, fetches.get());
    broken = false;
    refuses(token("RS256", "r1", Tokens.RSA, "SHA256withRSA"));
    context.pass(Duration.ofSeconds(3));
    verify(token("RS256", "r1", Tokens.RSA, "SHA256withRSA"));
    assertEquals(6, fetches.get());
  }

  @Test
  void allWhoWaitShareOneFetch() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    KeySetSource slow =
        address -> {
          entered.countDown();
          release.await();
          return source(address);
        };
    RemoteKeys shared =
        new RemoteKeys(
            new KeySetUrl("http://keys/jwks"),
            slow,
            context,
            new VerifiedTokens(context, context),
            false);
    CompactToken token = CompactToken.parse(token("RS256", "r1", Tokens.RSA, "SHA256withRSA"));
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> waiting = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        waiting.add(
            executor.submit(() -> {
              shared.verify(token, Map.of());
              return 0;
            }));
      }
      entered.await();
      release.countDown();
      for (Future<?> done : waiting) {
        done.get();
      }
    }
    assertEquals(1, fetches.get());
  }

  @Test
  void addressesFromTokensHaveSetsOfTheirOwn() throws TokenRejected {
    RemoteKeys tenants = keys("http://keys/{{tenant}}");
    CompactToken token = CompactToken.parse(token("RS256", "r1", Tokens.RSA, "SHA256withRSA"));
    tenants.verify(token, Map.of("tenant", "a"));
    tenants.verify(token, Map.of("tenant", "b"));
    tenants.verify(token, Map.of("tenant", "a"));
    assertEquals(List.of(URI.create("http://keys/a"), URI.create("http://keys/b")), asked);
    assertThrows(TokenRejected.class, () -> tenants.verify(token, Map.of("tenant", "../x")));
    assertThrows(TokenRejected.class, () -> tenants.verify(token, Map.of()));
  }

  @Test
  void keysThatCannotBeUsedAreLeftOut() throws TokenRejected {
    String good = Tokens.jwk(Tokens.RSA.getPublic(), "good", ",\"x5c\":[\"x\"],\"n2\":1");
    published =
        set(
            good.replace("\"sig\"", "\"enc\"").replace("good", "encrypting"),
            good.replace("\"use\":\"sig\",", "").replace("good", "useless"),
            "{\"kty\":\"RSA\",\"kid\":\"broken\",\"use\":\"sig\",\"n\":\"AA\"}",
            "{\"kty\":\"EC\",\"kid\":\"curve\",\"use\":\"sig\",\"crv\":\"P-1\",\"x\":\"AA\",\"y\":\"AA\"}",
            "{\"kty\":\"oct\",\"kid\":\"secret\",\"use\":\"sig\",\"k\":\"c2VjcmV0\"}",
            "{\"kty\":\"new\",\"kid\":\"kind\",\"use\":\"sig\"}",
            good.replace("good", "alg").replace("\"use\"", "\"alg\":\"PS256\",\"use\""),
            "{}",
            "null",
            good);
    verify(token("RS256", "good", Tokens.RSA, "SHA256withRSA"));
    for (String id : List.of("encrypting", "useless", "broken", "curve", "secret", "kind", "alg")) {
      refuses(token("RS256", id, Tokens.RSA, "SHA256withRSA"));
    }
  }

  @Test
  void whatIsNoKeySetIsRefused() {
    for (String text :
        List.of(
            "",
            "x",
            "[]",
            "{\"keys\":1}",
            "{\"keys\":[1]}",
            "{\"keys\":[{}]}x",
            "[".repeat(100_000))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> KeySet.read(text.getBytes(StandardCharsets.UTF_8)),
          text);
    }
    String many = set("{\"a\":1}," + Tokens.jwk(Tokens.RSA.getPublic(), "k", ""));
    assertEquals(1, KeySet.read(many.getBytes(StandardCharsets.UTF_8)).keys().size());
  }

  private RemoteKeys keys(String address) {
    return keys(address, false);
  }

  private RemoteKeys keys(String address, boolean rsaPss) {
    return new RemoteKeys(
        new KeySetUrl(address),
        this::source,
        context,
        new VerifiedTokens(context, context),
        rsaPss);
  }

  private KeySet source(URI address) throws IOException {
    fetches.incrementAndGet();
    asked.add(address);
    if (broken) {
      throw new IOException("broken");
    }
    return KeySet.read(published.getBytes(StandardCharsets.UTF_8));
  }

  private static String set(String... keys) {
    return "{\"keys\":[" + String.join(",", keys) + "]}";
  }

  private static String token(String algorithm, String keyId, KeyPair pair, String jca) {
    return Tokens.signed(algorithm, keyId, pair.getPrivate(), jca, "{\"sub\":\"u\"}");
  }

  private void verify(String token) throws TokenRejected {
    keys.verify(CompactToken.parse(token), Map.of());
  }

  private void refuses(String token) {
    assertThrows(TokenRejected.class, () -> verify(token), token);
  }
}
