package io.gyre.auth;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.jspecify.annotations.Nullable;

/** The signatures a token may carry. There is no member for unsigned tokens. */
enum Algorithm {
  HS256(Family.HMAC, "HmacSHA256", 0),
  HS384(Family.HMAC, "HmacSHA384", 0),
  HS512(Family.HMAC, "HmacSHA512", 0),
  RS256(Family.RSA, "SHA256withRSA", 0),
  RS384(Family.RSA, "SHA384withRSA", 0),
  RS512(Family.RSA, "SHA512withRSA", 0),
  PS256(Family.RSA_PSS, "RSASSA-PSS", 256),
  PS384(Family.RSA_PSS, "RSASSA-PSS", 384),
  PS512(Family.RSA_PSS, "RSASSA-PSS", 512),
  ES256(Family.ELLIPTIC, "SHA256withECDSAinP1363Format", 256),
  ES384(Family.ELLIPTIC, "SHA384withECDSAinP1363Format", 384),
  ES512(Family.ELLIPTIC, "SHA512withECDSAinP1363Format", 521),
  EDDSA(Family.EDWARDS, "Ed25519", 0);

  /** Algorithms that use the same kind of key. */
  enum Family {
    HMAC,
    RSA,
    /** The newer padding of RSA, for those who ask for it. */
    RSA_PSS,
    ELLIPTIC,
    EDWARDS
  }

  private final Family family;
  private final String jcaName;

  /** Of the curve's field, or of the padding's digest. */
  private final int bits;

  Algorithm(Family family, String jcaName, int bits) {
    this.family = family;
    this.jcaName = jcaName;
    this.bits = bits;
  }

  /** Returns the algorithm a header names, null for any other; the case matters. */
  static @Nullable Algorithm named(String name) {
    return switch (name) {
      case "HS256" -> HS256;
      case "HS384" -> HS384;
      case "HS512" -> HS512;
      case "RS256" -> RS256;
      case "RS384" -> RS384;
      case "RS512" -> RS512;
      case "PS256" -> PS256;
      case "PS384" -> PS384;
      case "PS512" -> PS512;
      case "ES256" -> ES256;
      case "ES384" -> ES384;
      case "ES512" -> ES512;
      case "EdDSA" -> EDDSA;
      default -> null;
    };
  }

  Family family() {
    return family;
  }

  String jcaName() {
    return jcaName;
  }

  /**
   * Says whether the key is of the kind, and on the curve, that this algorithm is defined for. A
   * key never serves an algorithm it was not made for, whatever the header of a token claims.
   */
  boolean fits(PublicKey key) {
    return switch (family) {
      case HMAC -> false;
      case RSA, RSA_PSS -> key instanceof RSAPublicKey;
      case ELLIPTIC ->
          key instanceof ECPublicKey elliptic
              && elliptic.getParams().getCurve().getField().getFieldSize() == bits;
      case EDWARDS ->
          key instanceof EdECPublicKey edwards && "Ed25519".equals(edwards.getParams().getName());
    };
  }

  /** Says whether the holder of the key signed the data. */
  boolean verifies(PublicKey key, byte[] data, byte[] signature) {
    if (!fits(key)) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance(jcaName);
      if (family == Family.RSA_PSS) {
        verifier.setParameter(padding());
      }
      verifier.initVerify(key);
      verifier.update(data);
      return verifier.verify(signature);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }

  /** What RFC 7518 asks for: one digest for all, and a salt of its size. */
  private PSSParameterSpec padding() {
    String digest = "SHA-" + bits;
    return new PSSParameterSpec(
        digest,
        "MGF1",
        new MGF1ParameterSpec(digest),
        bits / Byte.SIZE,
        PSSParameterSpec.TRAILER_FIELD_BC);
  }
}
