package io.gyre.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The key that callers of the API must show. Comparing takes equally long however wrong a key is.
 */
public final class ApiKey {
  private static final String SCHEME = "apikey";

  private final byte[] key;

  /** The configured key; the empty key admits nobody. */
  public ApiKey(String key) {
    this.key = key.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether this is the key. */
  public boolean matches(String shown) {
    return key.length != 0 && MessageDigest.isEqual(key, shown.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether an authorization of the form {@code apikey <key>} shows the key. */
  public boolean authorizes(String authorization) {
    String[] words = authorization.trim().split("\\s+", 3);
    return words.length == 2 && words[0].equalsIgnoreCase(SCHEME) && matches(words[1]);
  }

  /**
   * Whether a request shows the key.
   *
   * @param header the key's own header, which hides the authorization unless it is empty
   * @param query the key in the query
   */
  public boolean admits(
      Optional<String> header, Optional<String> authorization, Optional<String> query) {
    boolean admitted =
        header.filter(shown -> !shown.isEmpty()).isPresent()
            ? header.filter(this::matches).isPresent()
            : authorization.filter(this::authorizes).isPresent();
    return admitted || query.filter(this::matches).isPresent();
  }
}
