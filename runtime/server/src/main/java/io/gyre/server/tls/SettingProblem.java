package io.gyre.server.tls;

import io.gyre.spi.TlsConfig;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a TLS setting of a listener.
 *
 * @param key the setting, below the others of its listener
 * @param reason for people, without any secret
 */
public record SettingProblem(String key, String reason) {

  /** Tries all that the listener is going to read; settings that are switched off are not read. */
  public static List<SettingProblem> in(TlsConfig config) {
    List<SettingProblem> problems = new ArrayList<>();
    if (!config.enabled()) {
      return problems;
    }
    check("cert_pem", () -> CertificateChain.read(required(config.certPem())), problems);
    check("key_pem", () -> PrivateKeys.first(PemText.blocks(required(config.keyPem()))), problems);
    if (problems.isEmpty()) {
      check(
          "key_pem", () -> CertificateChain.identity(config.certPem(), config.keyPem()), problems);
    }
    if (!config.clientCaPem().isEmpty()) {
      check("client_ca_pem", () -> CertificateChain.trust(config.clientCaPem()), problems);
    }
    return problems;
  }

  private static String required(String setting) throws IOException {
    if (setting.isBlank()) {
      throw new IOException("is missing while TLS is enabled");
    }
    return setting;
  }

  private static void check(String key, Reading reading, List<SettingProblem> problems) {
    try {
      reading.run();
    } catch (GeneralSecurityException | IOException unreadable) {
      problems.add(new SettingProblem(key, String.valueOf(unreadable.getMessage())));
    } catch (IllegalArgumentException notBase64) {
      problems.add(new SettingProblem(key, "holds a PEM block that is no base64"));
    }
  }

  private interface Reading {
    void run() throws GeneralSecurityException, IOException;
  }
}
