package io.gyre.transport.websocket;

import io.gyre.spi.Key;

/** The WebSocket endpoint ({@code websocket}). */
public record WebSocketConfig(
    @Key(doc = "Turn the endpoint off (it is on by default).", fallback = "false") boolean disabled,
    @Key(doc = "URL path.", fallback = "/connection/websocket") String handlerPrefix,
    WireConfig wire) {}
