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
 * the files, at most every few seconds. While new files cannot be read or do not belong together,
 * the old stay, and the log says so once for each change. Thread-safe.
 */
final class RenewedIdentity extends X509ExtendedKeyManager {
  private static final System.Logger LOG = System.getLogger("gyre.tls");
  private static final long LOOK_NANOS = 5_000_000_000L;
  private static final FileTime MISSING = FileTime.fromMillis(-1);

  private final TlsConfig config;
  private final List<Path> files;
  private final LongSupplier nanoTime;
  private volatile Reading current;
  private volatile Reading previous;
  private List<FileTime> seen;
  private long lookedAt;

  /**
   * What was read at one time. A handshake asks for key and chain one after the other, by a name
   * that holds the number, so that both are of one reading.
   */
  private record Reading(long number, X509ExtendedKeyManager keys) {}

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
    this.seen = times();
    this.current = new Reading(0, CertificateChain.identity(config.certPem(), config.keyPem()));
    this.previous = current;
  }

  private List<FileTime> times() {
    List<FileTime> times = new ArrayList<>();
    for (Path file : files) {
      try {
        times.add(Files.getLastModifiedTime(file));
      } catch (IOException gone) {
        times.add(MISSING);
      }
    }
    return times;
  }

  private Reading fresh() {
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
    List<FileTime> found = times();
    if (found.equals(seen)) {
      return;
    }
    seen = found;
    try {
      X509ExtendedKeyManager keys = CertificateChain.identity(config.certPem(), config.keyPem());
      previous = current;
      current = new Reading(previous.number + 1, keys);
      LOG.log(Level.INFO, "certificate read anew file={0}", files.getFirst());
    } catch (GeneralSecurityException | IOException unreadable) {
      LOG.log(
          Level.WARNING,
          "certificate not read anew, the old one stays file={0} reason={1}",
          files.getFirst(),
          unreadable.getMessage());
    }
  }

  private static @Nullable String named(Reading reading, @Nullable String alias) {
    return alias == null ? null : reading.number + ":" + alias;
  }

  private Reading reading(String name) {
    Reading latest = current;
    return name.startsWith(latest.number + ":") ? latest : previous;
  }

  private static String alias(String name) {
    return name.substring(name.indexOf(':') + 1);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    Reading reading = fresh();
    return named(reading, reading.keys.chooseEngineServerAlias(keyType, issuers, engine));
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, Socket socket) {
    Reading reading = fresh();
    return named(reading, reading.keys.chooseServerAlias(keyType, issuers, socket));
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return null; // engines choose one
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String name) {
    return reading(name).keys.getCertificateChain(alias(name));
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String name) {
    return reading(name).keys.getPrivateKey(alias(name));
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
