package io.gyre.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gyre.spi.auth.Authenticator;
import io.gyre.spi.auth.TokenRejected;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublicKeyTokensTest {
  private static final String CLAIMS = "{\"sub\":\"u\"}";

  @Test
  void rsaKeysServeTheThreeRsaAlgorithms() throws TokenRejected {
    Authenticator rsa = create(Configs.NONE.rsa(Tokens.pem(Tokens.RSA.getPublic())));
    for (int bits : List.of(256, 384, 512)) {
      assertEquals("u", rsa.connection(rs(bits, Tokens.RSA)).user());
    }
    refuses(rsa, rs(256, Tokens.RSA_OTHER));
    refuses(rsa, Tokens.signed("RS384", "", Tokens.RSA.getPrivate(), "SHA256withRSA", CLAIMS));
    refuses(rsa, Tokens.signed("PS256", "", Tokens.RSA.getPrivate(), "SHA256withRSA", CLAIMS));
    refuses(rsa, Tokens.signed("ES256", "", Tokens.RSA.getPrivate(), "SHA256withRSA", CLAIMS));
  }

  @Test
  void rsaKeysServeThePaddingOfPssWhereItIsAskedFor() throws TokenRejected {
    String pem = Tokens.pem(Tokens.RSA_LONG.getPublic());
    Authenticator asked = create(Configs.NONE.rsa(pem).allowPss());
    Authenticator usual = create(Configs.NONE.rsa(pem));
    for (int bits : List.of(256, 384, 512)) {
      String token = ps(bits, Tokens.RSA_LONG);
      assertEquals("u", asked.connection(token).user());
      refuses(usual, token);
    }
    assertEquals("u", asked.connection(rs(256, Tokens.RSA_LONG)).user());
    refuses(asked, ps(256, Tokens.RSA_OTHER));
    refuses(asked, Tokens.signed("PS256", "", Tokens.RSA.getPrivate(), "SHA256withRSA", CLAIMS));
    String header = Tokens.base64("{\"alg\":\"PS384\"}".getBytes(StandardCharsets.UTF_8));
    String other = ps(256, Tokens.RSA_LONG);
    refuses(asked, header + other.substring(other.indexOf('.')));
  }

  private static String ps(int bits, KeyPair pair) {
    return Tokens.pss(bits, "", pair.getPrivate(), CLAIMS);
  }

  @Test
  void aPublicKeyIsNeverASecret() {
    String pem = Tokens.pem(Tokens.RSA.getPublic());
    Authenticator rsa = create(Configs.NONE.rsa(pem));
    List<byte[]> secrets =
        List.of(
            pem.getBytes(StandardCharsets.UTF_8),
            pem.strip().getBytes(StandardCharsets.UTF_8),
            Tokens.RSA.getPublic().getEncoded(),
            new byte[1]);
    for (byte[] secret : secrets) {
      refuses(rsa, Tokens.hmac("HS256", "HmacSHA256", secret, CLAIMS));
    }
  }

  @Test
  void aCurveServesItsOwnAlgorithmOnly() throws TokenRejected {
    Authenticator p256 = create(Configs.NONE.elliptic(Tokens.pem(Tokens.EC_256.getPublic())));
    assertEquals("u", p256.connection(es(256, Tokens.EC_256)).user());
    assertEquals("u", p256.connection(es(256, Tokens.EC_256)).user());
    refuses(p256, es(384, Tokens.EC_384));
    refuses(
        p256,
        Tokens.signed(
            "ES384", "", Tokens.EC_256.getPrivate(), "SHA384withECDSAinP1363Format", CLAIMS));
    refuses(
        p256, Tokens.signed("ES256", "", Tokens.EC_256.getPrivate(), "SHA256withECDSA", CLAIMS));
    Authenticator p384 = create(Configs.NONE.elliptic(Tokens.pem(Tokens.EC_384.getPublic())));
    assertEquals("u", p384.connection(es(384, Tokens.EC_384)).user());
    Authenticator p521 = create(Configs.NONE.elliptic(Tokens.pem(Tokens.EC_521.getPublic())));
    assertEquals("u", p521.connection(es(512, Tokens.EC_521)).user());
  }

  @Test
  void emptyAndZeroSignaturesAreRefused() {
    Authenticator p256 = create(Configs.NONE.elliptic(Tokens.pem(Tokens.EC_256.getPublic())));
    Authenticator rsa = create(Configs.NONE.rsa(Tokens.pem(Tokens.RSA.getPublic())));
    for (int length : List.of(0, 1, 63, 64, 65, 256)) {
      String zeros = Tokens.base64(new byte[length]);
      refuses(p256, Tokens.head("{\"alg\":\"ES256\"}", CLAIMS) + "." + zeros);
      refuses(rsa, Tokens.head("{\"alg\":\"RS256\"}", CLAIMS) + "." + zeros);
    }
  }

  @Test
  void aRememberedSignatureDoesNotVouchForOtherClaims() throws TokenRejected {
    Authenticator p256 = create(Configs.NONE.elliptic(Tokens.pem(Tokens.EC_256.getPublic())));
    String good = es(256, Tokens.EC_256);
    p256.connection(good);
    String[] parts = good.split("\\.", -1);
    refuses(
        p256,
        parts[0]
            + "."
            + Tokens.base64("{\"sub\":\"x\"}".getBytes(StandardCharsets.UTF_8))
            + "."
            + parts[2]);
    refuses(p256, parts[0] + "." + parts[1] + "." + Tokens.base64(new byte[64]));
    Authenticator other = create(Configs.NONE.elliptic(Tokens.pem(Tokens.EC_384.getPublic())));
    refuses(other, good);
  }

  @Test
  void severalFamiliesWorkTogether() throws TokenRejected {
    Authenticator all =
        create(
            Configs.SECRET
                .rsa(Tokens.pem(Tokens.RSA.getPublic()))
                .elliptic(Tokens.pem(Tokens.EC_256.getPublic())));
    all.connection(Tokens.hs256("secret", CLAIMS));
    all.connection(rs(256, Tokens.RSA));
    all.connection(es(256, Tokens.EC_256));
    refuses(all, Tokens.signed("EdDSA", "", Tokens.ED_25519.getPrivate(), "Ed25519", CLAIMS));
  }

  @Test
  void rsaKeysInTheOlderFormAreRead() {
    // The newer form ends with the older one, a sequence: its tag is the first after the bit
    // string's zero.
    byte[] encoded = Tokens.RSA.getPublic().getEncoded();
    int start = encoded.length - 140;
    byte[] older = Arrays.copyOfRange(encoded, start, encoded.length);
    assertEquals(0x30, older[0]);
    String pem =
        "some text before\n-----BEGIN RSA PUBLIC KEY-----\r\n"
            + Base64.getMimeEncoder().encodeToString(older)
            + "\r\n-----END RSA PUBLIC KEY-----";
    PublicKey read = PublicKeys.fromPem(pem);
    assertEquals(Tokens.RSA.getPublic(), read);
    assertThrows(
        IllegalArgumentException.class,
        () -> PublicKeys.fromPem(pem.replace("RSA PUBLIC", "RSA PRIVATE")));
  }

  private static Authenticator create(Configs configs) {
    return new JwtProvider().create(configs.jwt(), new TestContext());
  }

  private static String rs(int bits, KeyPair pair) {
    return Tokens.signed("RS" + bits, "", pair.getPrivate(), "SHA" + bits + "withRSA", CLAIMS);
  }

  private static String es(int bits, KeyPair pair) {
    String jca = "SHA" + bits + "withECDSAinP1363Format";
    return Tokens.signed("ES" + bits, "", pair.getPrivate(), jca, CLAIMS);
  }

  private static void refuses(Authenticator authenticator, String token) {
    TokenRejected refused =
        assertThrows(TokenRejected.class, () -> authenticator.connection(token), token);
    assertEquals(TokenRejected.Reason.INVALID, refused.reason());
  }
}
