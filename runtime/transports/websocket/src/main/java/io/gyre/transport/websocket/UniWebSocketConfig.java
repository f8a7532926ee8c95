package io.gyre.transport.websocket;

import io.gyre.spi.Key;

/** The one-way WebSocket endpoint ({@code uni_websocket}). */
public record UniWebSocketConfig(
    @Key(doc = "Turn endpoint on.", fallback = "false") boolean enabled,
    @Key(doc = "URL path.", fallback = "/connection/uni_websocket") String handlerPrefix,
    WireConfig wire,
    @Key(
            doc = "Drop the TCP connection without a close frame (pre-6.5.1 behaviour).",
            fallback = "false")
        boolean disableClosingHandshake,
    @Key(doc = "Do not emit the disconnect push before the close frame.", fallback = "false")
        boolean disableDisconnectPush,
    @Key(doc = "Pack several pushes in one frame (newline / varint framing).", fallback = "false")
        boolean joinPushMessages) {}
