package io.gyre.server.tls;

import io.gyre.spi.TlsConfig;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificate and key of a listener, read anew when their files change: a handshake looks at
 * the files, at most every few seconds. While new files cannot be read, the old stay. Thread-safe.
 */
final class RenewedIdentity extends X509ExtendedKeyManager {
  private static final System.Logger LOG = System.getLogger("gyre.tls");
  private static final long LOOK_NANOS = 5_000_000_000L;

  private final TlsConfig config;
  private final List<Path> files;
  private final LongSupplier nanoTime;
  private volatile X509ExtendedKeyManager current;
  private List<FileTime> read;
  private long lookedAt;

  /** Reads the settings for the first time; they fail here if they cannot be read. */
  RenewedIdentity(TlsConfig config, LongSupplier nanoTime)
      throws GeneralSecurityException, IOException {
    this.config = config;
    this.nanoTime = nanoTime;
    this.files =
        Stream.of(config.certPem(), config.keyPem())
            .map(PemText::file)
            .flatMap(Optional::stream)
            .toList();
    this.lookedAt = nanoTime.getAsLong();
    this.read = times();
    this.current = CertificateChain.identity(config.certPem(), config.keyPem());
  }

  private List<FileTime> times() throws IOException {
    List<FileTime> times = new ArrayList<>();
    for (Path file : files) {
      times.add(Files.getLastModifiedTime(file));
    }
    return times;
  }

  private X509ExtendedKeyManager fresh() {
    if (!files.isEmpty()) {
      renew();
    }
    return current;
  }

  private synchronized void renew() {
    long now = nanoTime.getAsLong();
    if (now - lookedAt < LOOK_NANOS) {
      return;
    }
    lookedAt = now;
    try {
      List<FileTime> found = times();
      if (!found.equals(read)) {
        current = CertificateChain.identity(config.certPem(), config.keyPem());
        read = found;
        LOG.log(Level.INFO, "certificate read anew file={0}", files.getFirst());
      }
    } catch (GeneralSecurityException | IOException unreadable) {
      LOG.log(
          Level.WARNING,
          "certificate not read anew, the old one stays reason={0}",
          unreadable.getMessage());
    }
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    return fresh().chooseEngineServerAlias(keyType, issuers, engine);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, Socket socket) {
    return fresh().chooseServerAlias(keyType, issuers, socket);
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return current.getServerAliases(keyType, issuers);
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return current.getCertificateChain(alias);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return current.getPrivateKey(alias);
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null; // a listener is no client
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyType, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }
}
