package io.gyre.server.config;

import io.gyre.config.ConfigNode.Block;
import io.gyre.config.ConfigNode.Scalar;
import io.gyre.config.Problems;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Tokens. Their keys belong to the authenticator, whose record the server does not see: the rules
 * look at the tree, so that {@code checkconfig} finds what would stop a start.
 */
final class TokenRules {

  /** The block of subscription tokens, which counts only while it is switched on. */
  private static final String OWN = "client.subscription_token.";

  private static final Set<String> SWITCHED_ON = Set.of("true", "TRUE", "True", "t", "T", "1");

  private final Block tree;
  private final Problems problems;

  private TokenRules(Block tree, Problems problems) {
    this.tree = tree;
    this.problems = problems;
  }

  static void check(Block tree, Problems problems) {
    for (String block : List.of("client.token.", OWN)) {
      new TokenRules(tree, problems).check(block);
    }
  }

  private void check(String block) {
    String claim = text(block + "user_id_claim");
    if (!claim.matches("[a-zA-Z_]*")) {
      problems.error(
          block + "user_id_claim",
          claim,
          "is not the name of a claim",
          "use letters and underscores");
    }
    if (block.equals(OWN) && !SWITCHED_ON.contains(text(block + "enabled"))) {
      return; // nobody reads the rest
    }
    exclusive(block, "audience");
    exclusive(block, "issuer");
    publicKey(block + "rsa_public_key", "RSA");
    publicKey(block + "ecdsa_public_key", "EC");
  }

  private void exclusive(String block, String key) {
    String pattern = text(block + key + "_regex");
    Words.pattern(block + key + "_regex", pattern, problems);
    if (!pattern.isEmpty() && !text(block + key).isEmpty()) {
      problems.error(block + key + "_regex", pattern, "excludes " + key, "write one of them");
    }
  }

  private void publicKey(String path, String algorithm) {
    String pem = text(path);
    if (pem.isEmpty()) {
      return;
    }
    boolean certificate = pem.contains("-----BEGIN CERTIFICATE-----");
    boolean plain = pem.contains("-----BEGIN PUBLIC KEY-----");
    if (pem.contains("-----BEGIN RSA PUBLIC KEY-----")) {
      return; // the authenticator reads this older form
    }
    try {
      byte[] content = content(pem);
      String found =
          certificate
              ? CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(content))
                  .getPublicKey()
                  .getAlgorithm()
              : KeyFactory.getInstance(algorithm)
                  .generatePublic(new X509EncodedKeySpec(content))
                  .getAlgorithm();
      if ((certificate || plain) && found.equals(algorithm)) {
        return;
      }
    } catch (GeneralSecurityException | IllegalArgumentException notKey) {
      // said below, for all cases
    }
    problems.error(
        path, "", "is not a public key", "write a PEM block that begins with BEGIN PUBLIC KEY");
  }

  /** What stands between the first two lines of dashes. */
  private static byte[] content(String pem) {
    int begin = pem.indexOf("-----", pem.indexOf("-----BEGIN ") + "-----BEGIN ".length());
    int end = pem.indexOf("-----END ");
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("no PEM block");
    }
    return Base64.getMimeDecoder().decode(pem.substring(begin + "-----".length(), end));
  }

  private String text(String path) {
    return tree.at(path).orElse(null) instanceof Scalar scalar ? scalar.text() : "";
  }
}
