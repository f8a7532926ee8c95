package io.gyre.auth;

import io.gyre.spi.auth.TokenRejected;
import java.util.Map;

/** The keys that tokens may be signed with. Thread-safe. */
interface TokenKeys {
  /** Trusts every token. */
  TokenKeys ANY = (token, groups) -> {};

  /**
   * Returns if the token is signed with one of the keys.
   *
   * @param groups what the expressions for issuer and audience found in the token, not verified
   * @throws TokenRejected it is not, or the key cannot be had
   */
  void verify(CompactToken token, Map<String, String> groups) throws TokenRejected;

  /** Says whether verifying may wait or computes for long. */
  default boolean mayBlock() {
    return false;
  }
}
