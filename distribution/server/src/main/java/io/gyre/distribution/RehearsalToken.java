package io.gyre.distribution;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes the connection token (JWT, HS256) of a rehearsal. */
final class RehearsalToken {
  private static final String HEAD = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

  private RehearsalToken() {}

  static String of(String user, String secret) {
    String signed = base64(HEAD) + "." + base64("{\"sub\":\"%s\"}".formatted(user));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
      return signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every platform has HMAC with SHA-256", e);
    }
  }

  private static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
