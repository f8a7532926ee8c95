package io.gyre.auth;

import io.gyre.spi.Key;

/** A verification of its own for subscription tokens ({@code client.subscription_token}). */
public record SubscriptionTokenConfig(
    @Key(
            doc = "Verify subscription JWTs with this block instead of client.token.",
            fallback = "false")
        boolean enabled,
    TokenConfig verifier) {}
