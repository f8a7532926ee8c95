package io.gyre.server.config;

import io.gyre.spi.Key;

/** The demo page ({@code demo}). */
public record DemoConfig(
    @Key(
            doc =
                "Serve the demo page, a chat room, under /demo/ of the public port. For trying out,"
                    + " not for production.",
            fallback = "false")
        boolean enabled) {}
