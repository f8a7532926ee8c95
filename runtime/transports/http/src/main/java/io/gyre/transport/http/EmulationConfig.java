package io.gyre.transport.http;

import io.gyre.spi.Key;

/** The upstream half of emulated transports ({@code emulation}). */
public record EmulationConfig(
    @Key(doc = "URL path.", fallback = "/emulation") String handlerPrefix,
    @Key(doc = "Max bytes of an emulation POST.", fallback = "65536") int maxRequestBodySize) {}
