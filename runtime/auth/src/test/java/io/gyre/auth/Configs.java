package io.gyre.auth;

/** Configuration with all keys empty but those a test sets. */
record Configs(
    String secret,
    String previous,
    long previousUntil,
    String rsa,
    String elliptic,
    String jwks,
    String audience,
    String audienceRegex,
    String issuer,
    String issuerRegex,
    String userClaim,
    boolean unsafeUrl) {
  static final Configs NONE = new Configs("", "", 0, "", "", "", "", "", "", "", "", false);
  static final Configs SECRET = NONE.secret("secret");

  Configs secret(String value) {
    return new Configs(
        value,
        previous,
        previousUntil,
        rsa,
        elliptic,
        jwks,
        audience,
        audienceRegex,
        issuer,
        issuerRegex,
        userClaim,
        unsafeUrl);
  }

  Configs previous(String value, long until) {
    return new Configs(
        secret,
        value,
        until,
        rsa,
        elliptic,
        jwks,
        audience,
        audienceRegex,
        issuer,
        issuerRegex,
        userClaim,
        unsafeUrl);
  }

  Configs rsa(String value) {
    return new Configs(
        secret,
        previous,
        previousUntil,
        value,
        elliptic,
        jwks,
        audience,
        audienceRegex,
        issuer,
        issuerRegex,
        userClaim,
        unsafeUrl);
  }

  Configs elliptic(String value) {
    return new Configs(
        secret,
        previous,
        previousUntil,
        rsa,
        value,
        jwks,
        audience,
        audienceRegex,
        issuer,
        issuerRegex,
        userClaim,
        unsafeUrl);
  }

  Configs jwks(String value) {
    return new Configs(
        secret,
        previous,
        previousUntil,
        rsa,
        elliptic,
        value,
        audience,
        audienceRegex,
        issuer,
        issuerRegex,
        userClaim,
        unsafeUrl);
  }

  Configs audience(String exact, String regex) {
    return new Configs(
        secret,
        previous,
        previousUntil,
        rsa,
        elliptic,
        jwks,
        exact,
        regex,
        issuer,
        issuerRegex,
        userClaim,
        unsafeUrl);
  }

  Configs issuer(String exact, String regex) {
    return new Configs(
        secret,
        previous,
        previousUntil,
        rsa,
        elliptic,
        jwks,
        audience,
        audienceRegex,
        exact,
        regex,
        userClaim,
        unsafeUrl);
  }

  Configs userClaim(String value) {
    return new Configs(
        secret,
        previous,
        previousUntil,
        rsa,
        elliptic,
        jwks,
        audience,
        audienceRegex,
        issuer,
        issuerRegex,
        value,
        unsafeUrl);
  }

  Configs allowUnsafeUrl() {
    return new Configs(
        secret,
        previous,
        previousUntil,
        rsa,
        elliptic,
        jwks,
        audience,
        audienceRegex,
        issuer,
        issuerRegex,
        userClaim,
        true);
  }

  TokenConfig token() {
    return new TokenConfig(
        secret,
        previous,
        previousUntil,
        rsa,
        elliptic,
        jwks,
        audience,
        audienceRegex,
        issuer,
        issuerRegex,
        userClaim,
        unsafeUrl);
  }

  JwtConfig jwt() {
    return new JwtConfig(token(), new SubscriptionTokenConfig(false, NONE.token()), false);
  }
}
