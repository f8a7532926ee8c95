package io.gyre.server.tls;

import io.gyre.server.tls.PemText.Block;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/** Makes what an engine needs out of PEM settings. */
final class CertificateChain {
  private static final char[] NO_PASSWORD = new char[0];
  private static final byte[] PROBE = {1};

  private CertificateChain() {}

  /** What a server shows: a certificate with those that vouch for it, and its key. */
  static X509ExtendedKeyManager identity(String certificates, String key)
      throws GeneralSecurityException, IOException {
    PrivateKey secret = PrivateKeys.first(PemText.blocks(key));
    List<X509Certificate> chain = read(certificates);
    checkPair(chain.getFirst(), secret);
    KeyStore store = emptyStore();
    store.setKeyEntry("server", secret, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return (X509ExtendedKeyManager) factory.getKeyManagers()[0];
  }

  /** Handshakes fail with a key of another certificate, such as when only one file is new. */
  static void checkPair(X509Certificate certificate, PrivateKey key)
      throws GeneralSecurityException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> "EdDSA";
        };
    boolean fits;
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(PROBE);
      fits = signature.verify(signed);
    } catch (InvalidKeyException | SignatureException otherKind) {
      fits = false;
    }
    if (!fits) {
      throw new InvalidKeyException("the key is not that of the certificate");
    }
  }

  /** Trusts what these authorities signed. */
  static TrustManager[] trust(String authorities) throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    List<X509Certificate> certificates = read(authorities);
    for (int i = 0; i < certificates.size(); i++) {
      store.setCertificateEntry("authority-" + i, certificates.get(i));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  /** The certificates of a setting, in their order. */
  static List<X509Certificate> read(String setting) throws GeneralSecurityException, IOException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> chain = new ArrayList<>();
    for (Block block : PemText.blocks(setting)) {
      if (block.label().equals("CERTIFICATE")) {
        chain.add(
            (X509Certificate)
                factory.generateCertificate(new ByteArrayInputStream(block.content())));
      }
    }
    if (chain.isEmpty()) {
      throw new CertificateException("holds no certificate");
    }
    return chain;
  }
}
