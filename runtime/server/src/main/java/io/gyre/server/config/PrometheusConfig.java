package io.gyre.server.config;

import io.gyre.spi.Key;

/** The metrics endpoint ({@code prometheus}). */
public record PrometheusConfig(
    @Key(doc = "Mount the scrape endpoint.", fallback = "false") boolean enabled,
    @Key(doc = "URL path.", fallback = "/metrics") String handlerPrefix,
    @Key(doc = "Count HTTP responses per route/method/status.", fallback = "false")
        boolean instrumentHttpHandlers,
    @Key(doc = "Register histogram of publications restored per recovery.", fallback = "false")
        boolean recoveredPublicationsHistogram,
    @Key(doc = "Native histograms only; drops summaries and classic buckets.", fallback = "false")
        boolean nativeHistograms) {}
