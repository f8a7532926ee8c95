package io.gyre.server.config;

import io.gyre.spi.Key;

/** Server-wide settings of shared polls ({@code shared_poll}). */
public record SharedPollConfig(
    @Key(
            doc =
                "Secret that signs the key sets clients may track; mandatory with shared_poll"
                    + " namespaces.",
            fallback = "",
            secret = true)
        String hmacSecretKey,
    @Key(doc = "Old tracking secret accepted during rotation.", fallback = "", secret = true)
        String hmacPreviousSecretKey,
    @Key(
            doc = "Latest issue time (unix s) accepted for signatures made with the old secret.",
            fallback = "0")
        long hmacPreviousSecretKeyValidUntil,
    @Key(doc = "Cap of parallel backend polls on the node; 0 = library default 64.", fallback = "0")
        int concurrencyLimit) {}
