package io.gyre.engine.memory;

import io.gyre.spi.Key;

/** The bounds of what the memory engine keeps. */
public record MemoryEngineConfig(
    @Key(
            doc =
                "How many channels may have a stream at once, from 256. Beyond, the stream that has been"
                    + " unused for longest is forgotten.",
            fallback = "10000000")
        int streamsMax,
    @Key(
            doc =
                "How many idempotency keys are remembered at once, from 256. Beyond, the oldest is"
                    + " forgotten.",
            fallback = "1000000")
        int idempotencyKeysMax) {}
