package io.gyre.auth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.spi.auth.Authenticator;
import io.gyre.spi.auth.AuthenticatorProvider;
import io.gyre.spi.auth.ConnectClaims;
import io.gyre.spi.auth.SubscribeClaims;
import io.gyre.spi.auth.TokenRejected;
import io.gyre.spi.auth.TokenRejected.Reason;
import io.gyre.spi.channel.ChannelFlag;
import io.gyre.spi.channel.SubscribeOptions;
import io.gyre.spi.error.ClientErrorException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JwtAuthenticatorTest {
  private final TestContext context = new TestContext();
  private final Authenticator authenticator = create(Configs.SECRET.jwt());

  @Test
  void theSubjectIsTheUser() throws TokenRejected {
    ConnectClaims claims = connect("{\"sub\":\"u1\"}");
    assertEquals("u1", claims.user());
    assertNull(claims.expireAt());
    assertEquals(0, claims.info().length);
    assertEquals(0, claims.meta().length);
    assertEquals(Map.of(), claims.subscriptions());
    assertEquals("", connect("{}").user());
    assertEquals("", connect("{\"sub\":null}").user());
  }

  @Test
  void timesAreNumbersOrNumbersInStrings() throws TokenRejected {
    assertEquals(Instant.ofEpochSecond(1_700_000_300), connect("{\"exp\":1700000300}").expireAt());
    assertEquals(
        Instant.ofEpochSecond(33_333_333_333L), connect("{\"exp\":33333333333.5}").expireAt());
    assertEquals(
        Instant.ofEpochSecond(33_333_333_333L), connect("{\"exp\":\"33333333333\"}").expireAt());
    assertNull(connect("{\"nbf\":1600000000,\"iat\":1600000000,\"exp\":null}").expireAt());
    for (String time :
        List.of(
            "1e300",
            "-1e300",
            "\"\"",
            "\"x\"",
            "\"NaN\"",
            "\"0x1p3\"",
            "\" 1\"",
            "true",
            "{}",
            "[]")) {
      assertRejected(Reason.INVALID, "{\"exp\":" + time + "}");
      assertRejected(Reason.INVALID, "{\"nbf\":" + time + "}");
      assertRejected(Reason.INVALID, "{\"iat\":" + time + "}");
    }
  }

  @Test
  void tokensBeforeOrAfterTheirTimeAreExpired() throws TokenRejected {
    assertRejected(Reason.EXPIRED, "{\"exp\":1699999999}");
    assertRejected(Reason.EXPIRED, "{\"exp\":1700000000}");
    assertRejected(Reason.EXPIRED, "{\"exp\":0}");
    assertRejected(Reason.EXPIRED, "{\"exp\":-5}");
    assertRejected(Reason.EXPIRED, "{\"nbf\":1700000001}");
    String token = Tokens.hs256("secret", "{\"sub\":\"u\",\"exp\":1700000100}");
    authenticator.connection(token);
    context.pass(Duration.ofSeconds(101));
    assertEquals(
        Reason.EXPIRED,
        assertThrows(TokenRejected.class, () -> authenticator.connection(token)).reason());
  }

  @Test
  void expireAtChangesWhenTheConnectionExpiresButNotTheToken() throws TokenRejected {
    assertNull(connect("{\"exp\":1700000300,\"expire_at\":0}").expireAt());
    assertNull(connect("{\"exp\":1700000300,\"expire_at\":-1}").expireAt());
    assertEquals(
        Instant.ofEpochSecond(1_700_000_200), connect("{\"expire_at\":1700000200}").expireAt());
    assertEquals(
        Instant.ofEpochSecond(1_600_000_000), connect("{\"expire_at\":1600000000}").expireAt());
    connect("{\"expire_at\":9223372036854775807}");
    assertRejected(Reason.EXPIRED, "{\"exp\":1600000000,\"expire_at\":1800000000}");
    assertRejected(Reason.INVALID, "{\"expire_at\":\"soon\"}");
  }

  @Test
  void infoAndMetaAreKeptAsWritten() throws TokenRejected {
    ConnectClaims claims = connect("{\"sub\":\"u\",\"info\": {\"a\" : 1}, \"meta\":[ 1,2 ]}");
    assertEquals("{\"a\" : 1}", text(claims.info()));
    assertEquals("[ 1,2 ]", text(claims.meta()));
    assertEquals("bin", text(connect("{\"info\":{},\"b64info\":\"Ymlu\"}").info()));
  }

  @Test
  void aBrokenBase64OfAGoodTokenIsAnInternalError() {
    ClientErrorException failure =
        assertThrows(ClientErrorException.class, () -> connect("{\"b64info\":\"###\"}"));
    assertEquals(100, failure.error().code());
    assertTrue(failure.error().temporary());
  }

  @Test
  void aBrokenBase64OfAChannelIsInvalid() {
    assertThrows(TokenRejected.class, () -> connect("{\"subs\":{\"a\":{\"b64data\":\"*\"}}}"));
    assertThrows(
        TokenRejected.class,
        () -> connect("{\"b64info\":\"###\",\"subs\":{\"a\":{\"b64info\":\"*\"}}}"));
  }

  @Test
  void channelsAreSubscribedToUnlessThereAreSubs() throws TokenRejected {
    assertEquals(
        Map.of("a", SubscribeOptions.PLAIN, "n:b", SubscribeOptions.PLAIN),
        connect("{\"channels\":[\"a\",\"n:b\",\"a\"]}").subscriptions());
    ConnectClaims claims =
        connect(
            """
            {"channels":["a"],"subs":{
              "b":{"data":{"hi":1},"info":{"r":2},"more":[1],
                   "override":{"force_recovery":{"value":true},"presence":{"value":false},"other":1,
                               "join_leave":null}},
              "c":{},"d":null,"e":{"b64info":"Yg==","b64data":"Yw=="}}}\
            """);
    assertEquals(Set.of("b", "c", "d", "e"), claims.subscriptions().keySet());
    SubscribeOptions options = granted(claims, "b");
    assertEquals("{\"hi\":1}", text(options.data()));
    assertEquals("{\"r\":2}", text(options.info()));
    assertEquals(
        Map.of(ChannelFlag.FORCE_RECOVERY, true, ChannelFlag.PRESENCE, false), options.overrides());
    assertEquals("b", text(granted(claims, "e").info()));
    assertEquals("c", text(granted(claims, "e").data()));
    assertNull(options.expireAt());
    assertEquals(1, connect("{\"channels\":[\"a\"],\"subs\":{}}").subscriptions().size());
  }

  @Test
  void claimsOfAnotherTypeAreInvalid() {
    for (String claims :
        List.of(
            "{\"sub\":42}",
            "{\"sub\":{}}",
            "{\"channels\":\"x\"}",
            "{\"channels\":[1]}",
            "{\"subs\":[\"x\"]}",
            "{\"subs\":{\"x\":1}}",
            "{\"aud\":{}}",
            "{\"iss\":1}",
            "{\"b64info\":1}",
            "{\"channel\":1}",
            "[]",
            "\"x\"",
            "{",
            "{}x",
            "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}",
            "{\"info\":" + "{\"a\":".repeat(5000) + "1" + "}".repeat(5000) + "}",
            "")) {
      assertRejected(Reason.INVALID, claims);
    }
  }

  @Test
  void aSubscriptionTokenDoesNotConnect() {
    assertRejected(Reason.INVALID, "{\"sub\":\"u\",\"channel\":\"x\"}");
  }

  @Test
  void aSubscriptionTokenGrantsOneSubscription() throws TokenRejected {
    SubscribeClaims claims =
        subscribe(
            """
            {"sub":"u","channel":"$a","client":"c","info":{"i":1},"data":[1],"exp":1700000060,
             "override":{"force_positioning":{"value":true},"force_push_join_leave":{}}}\
            """);
    assertEquals("u", claims.user());
    assertEquals("$a", claims.channel());
    assertEquals("c", claims.client());
    assertEquals("{\"i\":1}", text(claims.options().info()));
    assertEquals("[1]", text(claims.options().data()));
    assertEquals(Instant.ofEpochSecond(1_700_000_060), claims.options().expireAt());
    assertEquals(
        Map.of(ChannelFlag.FORCE_POSITIONING, true, ChannelFlag.FORCE_PUSH_JOIN_LEAVE, false),
        claims.options().overrides());
    assertEquals(
        Instant.ofEpochSecond(5),
        subscribe("{\"channel\":\"a\",\"expire_at\":5}").options().expireAt());
    assertThrows(TokenRejected.class, () -> subscribe("{\"channel\":\"a\",\"b64info\":\"@@\"}"));
    assertThrows(TokenRejected.class, () -> subscribe("{\"sub\":\"u\"}"), "no channel");
  }

  @Test
  void anotherClaimMayHoldTheUser() throws TokenRejected {
    Authenticator custom = create(Configs.SECRET.userClaim("user_id").jwt());
    assertEquals(
        "a", custom.connection(Tokens.hs256("secret", "{\"sub\":\"w\",\"user_id\":\"a\"}")).user());
    assertEquals("42", custom.connection(Tokens.hs256("secret", "{\"user_id\":42}")).user());
    assertEquals("true", custom.connection(Tokens.hs256("secret", "{\"user_id\":true}")).user());
    assertEquals("", custom.connection(Tokens.hs256("secret", "{\"sub\":\"w\"}")).user());
    for (String name : List.of("user-id", "a.b", "u1", "exp", "channel")) {
      assertThrows(
          IllegalArgumentException.class, () -> create(Configs.SECRET.userClaim(name).jwt()));
    }
  }

  @Test
  void audienceAndIssuerMustBeTheOnesAskedFor() throws TokenRejected {
    Authenticator exact = create(Configs.SECRET.audience("app", "").issuer("me", "").jwt());
    exact.connection(Tokens.hs256("secret", "{\"aud\":[\"z\",\"app\"],\"iss\":\"me\"}"));
    exact.connection(Tokens.hs256("secret", "{\"aud\":\"app\",\"iss\":\"me\"}"));
    assertRejected(exact, "{\"iss\":\"me\"}");
    assertRejected(exact, "{\"aud\":\"app\"}");
    assertRejected(exact, "{\"aud\":\"app2\",\"iss\":\"me\"}");
    Authenticator pattern =
        create(Configs.SECRET.audience("", "^app-[a-c]$").issuer("", "^iss[0-9]+$").jwt());
    pattern.connection(Tokens.hs256("secret", "{\"aud\":[\"x\",\"app-b\"],\"iss\":\"iss12\"}"));
    assertRejected(pattern, "{\"aud\":\"app-z\",\"iss\":\"iss12\"}");
    assertRejected(pattern, "{\"aud\":\"app-b\",\"iss\":\"iss\"}");
    assertRejected(pattern, "{\"aud\":\"app-b\"}");
    connect("{\"aud\":[\"x\"],\"iss\":\"y\"}");
  }

  @Test
  void thePreviousSecretCountsUntilItsTime() throws TokenRejected {
    String old = Tokens.hs256("old", "{\"sub\":\"u\"}");
    create(Configs.SECRET.previous("old", 0).jwt()).connection(old);
    Authenticator limited = create(Configs.SECRET.previous("old", context.seconds() + 10).jwt());
    limited.connection(old);
    limited.connection(Tokens.hs256("secret", "{\"sub\":\"u\"}"));
    context.pass(Duration.ofSeconds(11));
    assertThrows(TokenRejected.class, () -> limited.connection(old));
    limited.connection(Tokens.hs256("secret", "{\"sub\":\"u\"}"));
  }

  @Test
  void subscriptionTokensMayHaveKeysOfTheirOwn() throws TokenRejected {
    JwtConfig config =
        new JwtConfig(
            Configs.SECRET.token(),
            new SubscriptionTokenConfig(true, Configs.NONE.secret("subsecret").token()),
            false);
    Authenticator separate = create(config);
    String claims = "{\"sub\":\"u\",\"channel\":\"c\"}";
    separate.subscription(Tokens.hs256("subsecret", claims));
    assertThrows(TokenRejected.class, () -> separate.subscription(Tokens.hs256("secret", claims)));
    assertThrows(TokenRejected.class, () -> separate.connection(Tokens.hs256("subsecret", "{}")));
  }

  @Test
  void skippingTheSignatureStillChecksTheClaims() throws TokenRejected {
    Authenticator trusting =
        create(
            new JwtConfig(
                Configs.SECRET.token(),
                new SubscriptionTokenConfig(false, Configs.NONE.token()),
                true));
    assertEquals("u", trusting.connection(Tokens.hs256("other", "{\"sub\":\"u\"}")).user());
    assertThrows(
        TokenRejected.class,
        () -> trusting.connection(Tokens.hs256("other", "{\"exp\":1600000000}")));
  }

  @Test
  void tokensOfAnotherShapeAreInvalid() {
    String good = Tokens.hs256("secret", "{\"sub\":\"u\"}");
    String[] parts = good.split("\\.", -1);
    for (String token :
        List.of(
            "",
            ".",
            "..",
            "...",
            "garbage",
            parts[0] + "." + parts[1],
            parts[0] + "." + parts[1] + ".",
            good + ".x",
            good + ".x.y",
            "." + good,
            good + "=",
            good + "é",
            good + " ",
            " " + good,
            parts[0] + ".e30." + parts[2],
            parts[0] + "=." + parts[1] + "." + parts[2],
            "a".repeat(CompactToken.BYTES_MAX + 1))) {
      assertEquals(
          Reason.INVALID,
          assertThrows(TokenRejected.class, () -> authenticator.connection(token), token).reason());
    }
  }

  @Test
  void anyChangedByteIsNoticed() throws TokenRejected {
    String good = Tokens.hs256("secret", "{\"sub\":\"u1\",\"info\":{\"a\":1}}");
    byte[] expected = authenticator.connection(good).info();
    Random random = new Random(20261121);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=";
    for (int round = 0; round < 5000; round++) {
      StringBuilder changed = new StringBuilder(good);
      // The last letter of each part has bits that mean nothing, so it may change.
      changed.setCharAt(
          random.nextInt(good.length() - 1), alphabet.charAt(random.nextInt(alphabet.length())));
      try {
        assertArrayEquals(expected, authenticator.connection(changed.toString()).info());
        assertEquals(good, changed.toString());
      } catch (TokenRejected refused) {
        assertEquals(Reason.INVALID, refused.reason());
      }
    }
  }

  @Test
  void headersThatAskForTrustGetNone() {
    String claims = "{\"sub\":\"u\"}";
    for (String header :
        List.of(
            "{\"alg\":\"none\"}",
            "{\"alg\":\"nOnE\"}",
            "{\"alg\":\"\"}",
            "{\"alg\":null}",
            "{\"alg\":1}",
            "{}",
            "[]",
            "{\"alg\":\"hs256\"}",
            "{\"alg\":\"HS256\"}")) {
      String head = Tokens.head(header, claims);
      assertThrows(TokenRejected.class, () -> authenticator.connection(head + "."), header);
      assertThrows(TokenRejected.class, () -> authenticator.connection(head + ".AA"), header);
    }
    assertThrows(
        TokenRejected.class,
        () -> authenticator.connection(Tokens.hmac("HS256", "HmacSHA256", new byte[] {0}, claims)));
    assertThrows(
        TokenRejected.class,
        () ->
            authenticator.connection(Tokens.hmac("HS512", "HmacSHA256", bytes("secret"), claims)));
  }

  @Test
  void allThreeSecretAlgorithmsWork() throws TokenRejected {
    for (int bits : List.of(256, 384, 512)) {
      String token = Tokens.hmac("HS" + bits, "HmacSHA" + bits, bytes("secret"), "{\"sub\":\"u\"}");
      assertEquals("u", authenticator.connection(token).user());
    }
  }

  @Test
  void onlySlowOrRemoteKeysMayBlock() {
    assertFalse(authenticator.mayBlock());
    assertFalse(create(Configs.NONE.rsa(Tokens.pem(Tokens.RSA.getPublic())).jwt()).mayBlock());
    assertTrue(
        create(Configs.NONE.elliptic(Tokens.pem(Tokens.EC_256.getPublic())).jwt()).mayBlock());
    assertTrue(create(Configs.NONE.jwks("http://127.0.0.1:1/jwks").jwt()).mayBlock());
  }

  @Test
  void withoutAnyKeyNoTokenIsGood() {
    Authenticator none = create(Configs.NONE.jwt());
    assertThrows(
        TokenRejected.class,
        () -> none.connection(Tokens.hmac("HS256", "HmacSHA256", new byte[] {0}, "{}")));
  }

  @Test
  void wrongConfigurationNamesItsKey() {
    assertConfig("client.token: audience and audience_regex", Configs.SECRET.audience("a", "a"));
    assertConfig("client.token: audience_regex", Configs.SECRET.audience("", "(x"));
    assertConfig("client.token: issuer_regex", Configs.SECRET.issuer("", "["));
    assertConfig("client.token: rsa_public_key", Configs.NONE.rsa("nokey"));
    assertConfig("client.token: ecdsa_public_key", Configs.NONE.elliptic("nokey"));
    assertConfig(
        "client.token: rsa_public_key", Configs.NONE.rsa(Tokens.pem(Tokens.EC_256.getPublic())));
    assertConfig("client.token: jwks_public_endpoint", Configs.NONE.jwks("ftp://x/y"));
    assertConfig("client.token: jwks_public_endpoint", Configs.NONE.jwks("not an address"));
  }

  @Test
  @SuppressWarnings("rawtypes") // a class literal has no type arguments
  void theProviderIsFoundByTheLoader() {
    boolean found =
        ServiceLoader.load(AuthenticatorProvider.class).stream()
            .anyMatch(provider -> provider.type() == JwtProvider.class);
    assertTrue(found);
    assertEquals("jwt", new JwtProvider().type());
    assertEquals(JwtConfig.class, new JwtProvider().configType());
  }

  private void assertConfig(String start, Configs configs) {
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> create(configs.jwt())).getMessage());
    assertTrue(message.startsWith(start), message);
  }

  private Authenticator create(JwtConfig config) {
    return new JwtProvider().create(config, context);
  }

  private ConnectClaims connect(String claims) throws TokenRejected {
    return authenticator.connection(Tokens.hs256("secret", claims));
  }

  private SubscribeClaims subscribe(String claims) throws TokenRejected {
    return authenticator.subscription(Tokens.hs256("secret", claims));
  }

  private void assertRejected(Reason reason, String claims) {
    assertEquals(reason, assertThrows(TokenRejected.class, () -> connect(claims), claims).reason());
  }

  private static void assertRejected(Authenticator authenticator, String claims) {
    String token = Tokens.hs256("secret", claims);
    assertEquals(
        Reason.INVALID,
        assertThrows(TokenRejected.class, () -> authenticator.connection(token), claims).reason());
  }

  private static SubscribeOptions granted(ConnectClaims claims, String channel) {
    return Objects.requireNonNull(claims.subscriptions().get(channel));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
