package io.gyre.server.config;

import io.gyre.spi.Key;

/** Export of traces ({@code opentelemetry}). */
public record OpenTelemetryConfig(
    @Key(doc = "Start an OTLP trace exporter (configured by OTEL_* env).", fallback = "false")
        boolean enabled,
    @Key(doc = "Trace server API calls.", fallback = "false") boolean api,
    @Key(doc = "Trace consumer dispatch.", fallback = "false") boolean consuming,
    @Key(doc = "Authenticate OTLP with Google application default credentials.", fallback = "false")
        boolean googleCloudAdcAuth) {}
