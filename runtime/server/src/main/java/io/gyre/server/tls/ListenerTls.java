package io.gyre.server.tls;

import io.gyre.server.StartFailed;
import io.gyre.spi.TlsConfig;
import io.helidon.common.tls.Tls;
import io.helidon.common.tls.TlsClientAuth;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Makes the encryption of a listener: TLS 1.2 at least, client certificates if asked for. */
public final class ListenerTls {
  private ListenerTls() {}

  /**
   * Reads certificates and key.
   *
   * @param path of the settings in the configuration, for messages
   * @throws StartFailed if they cannot be read
   */
  public static Tls of(String path, TlsConfig config) {
    return of(path, config, System::nanoTime);
  }

  /** As {@link #of(String, TlsConfig)}, looking at its files by a clock of the caller. */
  static Tls of(String path, TlsConfig config, LongSupplier nanoTime) {
    Optional<SSLContext> context = context(path, config, nanoTime);
    if (context.isEmpty()) {
      return Tls.builder().enabled(false).build();
    }
    return Tls.builder()
        .sslContext(new FirstRecordContext(context.get()))
        .addEnabledProtocol("TLSv1.3")
        .addEnabledProtocol("TLSv1.2")
        .clientAuth(config.clientCaPem().isEmpty() ? TlsClientAuth.NONE : TlsClientAuth.REQUIRED)
        .build();
  }

  /**
   * Reads certificates and key; empty if encryption is off.
   *
   * @param path of the settings in the configuration, for messages
   * @throws StartFailed if they cannot be read
   */
  public static Optional<SSLContext> context(String path, TlsConfig config) {
    return context(path, config, System::nanoTime);
  }

  private static Optional<SSLContext> context(
      String path, TlsConfig config, LongSupplier nanoTime) {
    if (!config.enabled()) {
      return Optional.empty();
    }
    if (config.certPem().isEmpty() || config.keyPem().isEmpty()) {
      throw new StartFailed(path + ": cert_pem and key_pem are required");
    }
    boolean mutual = !config.clientCaPem().isEmpty();
    try {
      KeyManager identity = new RenewedIdentity(config, nanoTime);
      TrustManager[] trust =
          mutual ? CertificateChain.trust(config.clientCaPem()) : new TrustManager[0];
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {identity}, trust, null);
      return Optional.of(context);
    } catch (GeneralSecurityException | IOException unreadable) {
      throw new StartFailed(path + ": " + unreadable.getMessage());
    }
  }
}
