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
    boolean unsafeUrl,
    boolean rsaPss) {
  static final Configs NONE = new Configs("", "", 0, "", "", "", "", "", "", "", "", false, false);
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
        unsafeUrl,
        rsaPss);
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
        unsafeUrl,
        rsaPss);
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
        unsafeUrl,
        rsaPss);
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
        unsafeUrl,
        rsaPss);
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
        unsafeUrl,
        rsaPss);
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
        unsafeUrl,
        rsaPss);
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
        unsafeUrl,
        rsaPss);
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
        unsafeUrl,
        rsaPss);
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
        true,
        rsaPss);
  }

  Configs allowPss() {
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
        unsafeUrl,
        true);
  }

  TokenConfig token() {
    return new TokenConfig(
        secret,
        previous,
        previousUntil,
        rsa,
        rsaPss,
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
