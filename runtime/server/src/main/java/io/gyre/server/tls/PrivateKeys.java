package io.gyre.server.tls;

import io.gyre.server.tls.PemText.Block;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/** Reads private keys as the usual tools write them: PKCS#8, and the older forms of RSA and EC. */
final class PrivateKeys {
  private static final int INTEGER = 0x02;
  private static final int OCTETS = 0x04;
  private static final int SEQUENCE = 0x30;
  private static final int PARAMETERS = 0xa0;
  private static final byte[] VERSION_0 = {INTEGER, 1, 0};
  private static final byte[] RSA = {
    0x06, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 5, 0
  };
  private static final byte[] EC = {0x06, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

  private PrivateKeys() {}

  /**
   * The first key among the blocks.
   *
   * @throws InvalidKeyException if there is none that can be read
   */
  static PrivateKey first(List<Block> blocks) throws GeneralSecurityException {
    for (Block block : blocks) {
      switch (block.label()) {
        case "PRIVATE KEY" -> {
          return anyAlgorithm(block.content());
        }
        case "RSA PRIVATE KEY" -> {
          return anyAlgorithm(wrapped(RSA, block.content()));
        }
        case "EC PRIVATE KEY" -> {
          return anyAlgorithm(wrapped(join(EC, curve(block.content())), block.content()));
        }
        case "ENCRYPTED PRIVATE KEY" ->
            throw new InvalidKeyException("is encrypted: decrypt it first");
        default -> {
          // a certificate in the same file, or parameters before an EC key
        }
      }
    }
    throw new InvalidKeyException("holds no private key");
  }

  private static PrivateKey anyAlgorithm(byte[] pkcs8) throws GeneralSecurityException {
    for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (GeneralSecurityException otherAlgorithm) {
        // the next may fit
      }
    }
    throw new InvalidKeyException("is no RSA, EC or Ed25519 key");
  }

  private static byte[] wrapped(byte[] algorithm, byte[] key) {
    return element(
        SEQUENCE, join(join(VERSION_0, element(SEQUENCE, algorithm)), element(OCTETS, key)));
  }

  /** The curve that an EC key names, as an object identifier. */
  private static byte[] curve(byte[] key) throws InvalidKeyException {
    ByteBuffer in = ByteBuffer.wrap(key);
    try {
      in.get();
      length(in);
      while (in.hasRemaining()) {
        int tag = in.get() & 0xff;
        byte[] content = new byte[length(in)];
        in.get(content);
        if (tag == PARAMETERS) {
          return content;
        }
      }
    } catch (RuntimeException cutShort) {
      throw new InvalidKeyException("is no EC key", cutShort);
    }
    throw new InvalidKeyException("is an EC key that names no curve");
  }

  private static int length(ByteBuffer in) {
    int first = in.get() & 0xff;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = first & 0x7f; i > 0; i--) {
      length = length << 8 | (in.get() & 0xff);
    }
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("length " + length);
    }
    return length;
  }

  private static byte[] element(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 4);
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] join(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
  }
}
