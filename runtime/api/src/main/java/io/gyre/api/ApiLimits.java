package io.gyre.api;

import io.gyre.spi.Key;

/**
 * How much one call may ask for.
 *
 * @param maxRequestBodySize bytes
 * @param batchLimit commands in a batch, or in one call of the old format
 * @param broadcastLimit channels of a broadcast
 */
public record ApiLimits(
    @Key(doc = "Max bytes of a request's body; beyond it HTTP 413.", fallback = "16777216")
        int maxRequestBodySize,
    @Key(doc = "Max commands in one batch.", fallback = "100000") int batchLimit,
    @Key(doc = "Max channels of one broadcast.", fallback = "100000") int broadcastLimit) {}
