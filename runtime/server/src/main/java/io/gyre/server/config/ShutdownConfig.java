package io.gyre.server.config;

import io.gyre.spi.Key;
import java.time.Duration;

/** How the server stops ({@code shutdown}). */
public record ShutdownConfig(
    @Key(
            doc = "Hard limit for graceful stop, then the process exits with failure.",
            fallback = "30s")
        Duration timeout) {}
