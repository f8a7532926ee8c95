package io.gyre.auth;

import io.gyre.spi.Key;

/** How tokens are verified: keys, audience, issuer ({@code client.token}). */
public record TokenConfig(
    @Key(doc = "Shared secret enabling HS256/384/512 verification.", fallback = "", secret = true)
        String hmacSecretKey,
    @Key(doc = "Old shared secret tried second while rotating.", fallback = "", secret = true)
        String hmacPreviousSecretKey,
    @Key(
            doc = "Unix seconds after which the old secret is not tried; 0 = no limit.",
            fallback = "0")
        long hmacPreviousSecretKeyValidUntil,
    @Key(doc = "PEM key enabling RS256/384/512.", fallback = "") String rsaPublicKey,
    @Key(
            doc = "Let RSA keys verify PS256/384/512 too; the original refuses these.",
            fallback = "false")
        boolean rsaPss,
    @Key(doc = "PEM key enabling ES algorithm of its curve.", fallback = "") String ecdsaPublicKey,
    @Key(
            doc = "URL (may hold {{name}} placeholders) of the JWK set; replaces static keys.",
            fallback = "")
        String jwksPublicEndpoint,
    @Key(doc = "Required aud value.", fallback = "") String audience,
    @Key(
            doc =
                "Regex one aud value must match; named groups feed the JWKS URL; excludes"
                    + " audience.",
            fallback = "")
        String audienceRegex,
    @Key(doc = "Required iss value.", fallback = "") String issuer,
    @Key(
            doc = "Regex iss must match; named groups feed the JWKS URL; excludes issuer.",
            fallback = "")
        String issuerRegex,
    @Key(doc = "Claim used as user id instead of sub; letters and underscore only.", fallback = "")
        String userIdClaim,
    @Key(
            doc = "Downgrade the literal-alternatives check of JWKS placeholders to a warning.",
            fallback = "false")
        boolean insecureSkipJwksEndpointSafetyCheck) {}
