package io.gyre.server.config;

import io.gyre.spi.Key;

/** The API browser ({@code swagger}). */
public record SwaggerConfig(
    @Key(doc = "Mount the swagger UI endpoint.", fallback = "false") boolean enabled,
    @Key(doc = "URL path.", fallback = "/swagger") String handlerPrefix) {}
