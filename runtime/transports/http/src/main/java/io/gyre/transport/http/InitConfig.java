package io.gyre.transport.http;

import io.gyre.spi.Key;

/** The warm-up endpoint ({@code init}). */
public record InitConfig(
    @Key(
            doc = "Mount a GET endpoint that returns {} (connection warm-up, LB probe).",
            fallback = "false")
        boolean enabled,
    @Key(doc = "URL path.", fallback = "/connection/init") String handlerPrefix) {}
