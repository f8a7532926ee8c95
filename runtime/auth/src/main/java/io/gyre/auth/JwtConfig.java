package io.gyre.auth;

import io.gyre.spi.Key;

/**
 * What the authenticator reads from the {@code client} block; the other keys there are not its own.
 */
public record JwtConfig(
    @Key(doc = "JWT verification for connect (and subscribe unless separated).") TokenConfig token,
    @Key(doc = "Own JWT verification for subscribe.") SubscriptionTokenConfig subscriptionToken,
    @Key(doc = "Trust token claims without checking signatures.", fallback = "false")
        boolean insecureSkipTokenSignatureVerify) {}
