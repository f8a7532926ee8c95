package io.gyre.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.spi.auth.Authenticator;
import io.gyre.spi.auth.TokenRejected;
import io.gyre.spi.auth.TokenRejected.Reason;
import java.security.KeyPair;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
  private static final String REMEMBERED = "result,remembered";
  private static final String CHECKED = "result,checked";

  private final TestContext context = new TestContext();

  @Test
  void aSignatureIsCheckedOnceForATokenThatComesBack() throws TokenRejected {
    Authenticator authenticator = trusting(Tokens.RSA, Tokens.EC_256);
    for (String token : new String[] {rs256("{\"sub\":\"r\"}"), es256("{\"sub\":\"e\"}")}) {
      authenticator.connection(token);
      authenticator.connection(token);
    }
    assertEquals(2, context.counted.get(CHECKED));
    assertEquals(2, context.counted.get(REMEMBERED));
  }

  @Test
  void aTokenThatExpiresBetweenTwoUsesIsRefused() throws TokenRejected {
    Authenticator authenticator = trusting(Tokens.RSA, Tokens.EC_256);
    String claims = "{\"sub\":\"u\",\"exp\":" + (context.seconds() + 10) + "}";
    authenticator.connection(rs256(claims));
    String elliptic = es256(claims);
    authenticator.connection(elliptic);
    context.pass(Duration.ofSeconds(11));
    refuses(Reason.EXPIRED, authenticator, rs256(claims));
    refuses(Reason.EXPIRED, authenticator, elliptic);
  }

  @Test
  void aTokenThatIsNotValidYetIsLetInWhenItsTimeComes() throws TokenRejected {
    Authenticator authenticator = trusting(Tokens.RSA, Tokens.EC_256);
    String token = rs256("{\"sub\":\"u\",\"nbf\":" + (context.seconds() + 10) + "}");
    refuses(Reason.EXPIRED, authenticator, token);
    refuses(Reason.EXPIRED, authenticator, token);
    context.pass(Duration.ofSeconds(11));
    authenticator.connection(token);
  }

  @Test
  void otherKeysAfterAReloadForgetWhatTheFirstOnesSigned() throws TokenRejected {
    String token = rs256("{\"sub\":\"u\"}");
    trusting(Tokens.RSA, Tokens.EC_256).connection(token);
    refuses(Reason.INVALID, trusting(Tokens.RSA_OTHER, Tokens.EC_256), token);
  }

  @Test
  void anotherKeyOfTheSameCacheChecksForItself() throws TokenRejected {
    VerifiedTokens verified = new VerifiedTokens(context, context);
    CompactToken token = CompactToken.parse(rs256("{\"sub\":\"u\"}"));
    assertTrue(verified.verifies(Algorithm.RS256, Tokens.RSA.getPublic(), token));
    assertFalse(verified.verifies(Algorithm.RS256, Tokens.RSA_OTHER.getPublic(), token));
    assertEquals(2, context.counted.get(CHECKED));
  }

  private Authenticator trusting(KeyPair rsa, KeyPair elliptic) {
    Configs configs =
        Configs.NONE.rsa(Tokens.pem(rsa.getPublic())).elliptic(Tokens.pem(elliptic.getPublic()));
    return new JwtProvider().create(configs.jwt(), context);
  }

  private static String rs256(String claims) {
    return Tokens.signed("RS256", "", Tokens.RSA.getPrivate(), "SHA256withRSA", claims);
  }

  private static String es256(String claims) {
    String jca = "SHA256withECDSAinP1363Format";
    return Tokens.signed("ES256", "", Tokens.EC_256.getPrivate(), jca, claims);
  }

  private static void refuses(Reason reason, Authenticator authenticator, String token) {
    TokenRejected refused =
        assertThrows(TokenRejected.class, () -> authenticator.connection(token), token);
    assertEquals(reason, refused.reason());
  }
}
