package io.gyre.auth;

import io.gyre.config.ConfigBinder;
import java.util.HashMap;
import java.util.Map;

/** Configuration with all keys at their defaults but those a test sets. */
record Configs(Map<String, String> keys) {
  static final Configs NONE = new Configs(Map.of());
  static final Configs SECRET = NONE.secret("secret");

  Configs secret(String value) {
    return with("hmac_secret_key", value);
  }

  Configs previous(String value, long until) {
    return with("hmac_previous_secret_key", value)
        .with("hmac_previous_secret_key_valid_until", Long.toString(until));
  }

  Configs rsa(String value) {
    return with("rsa_public_key", value);
  }

  Configs elliptic(String value) {
    return with("ecdsa_public_key", value);
  }

  Configs jwks(String value) {
    return with("jwks_public_endpoint", value);
  }

  Configs audience(String exact, String regex) {
    return with("audience", exact).with("audience_regex", regex);
  }

  Configs issuer(String exact, String regex) {
    return with("issuer", exact).with("issuer_regex", regex);
  }

  Configs userClaim(String value) {
    return with("user_id_claim", value);
  }

  Configs allowUnsafeUrl() {
    return with("insecure_skip_jwks_endpoint_safety_check", "true");
  }

  Configs allowPss() {
    return with("rsa_pss", "true");
  }

  private Configs with(String key, String value) {
    Map<String, String> more = new HashMap<>(keys);
    more.put(key, value);
    return new Configs(more);
  }

  TokenConfig token() {
    return ConfigBinder.of(TokenConfig.class, keys);
  }

  JwtConfig jwt() {
    return new JwtConfig(token(), new SubscriptionTokenConfig(false, NONE.token()), false);
  }
}
