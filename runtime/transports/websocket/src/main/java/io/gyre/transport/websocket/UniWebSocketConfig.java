package io.gyre.transport.websocket;

import io.gyre.spi.Key;
import java.time.Duration;

/** The one-way WebSocket endpoint ({@code uni_websocket}). */
public record UniWebSocketConfig(
    @Key(doc = "Turn endpoint on.", fallback = "false") boolean enabled,
    @Key(doc = "URL path.", fallback = "/connection/uni_websocket") String handlerPrefix,
    @Key(doc = "Negotiate permessage-deflate.", fallback = "false") boolean compression,
    @Key(doc = "Payload size that must be exceeded before compressing; 0 = always.", fallback = "0")
        int compressionMinSize,
    @Key(doc = "Deflate level.", fallback = "1") int compressionLevel,
    @Key(doc = "Socket read buffer bytes; 0 = library default.", fallback = "0") int readBufferSize,
    @Key(doc = "Share write buffers between connections.", fallback = "false")
        boolean useWriteBufferPool,
    @Key(doc = "Socket write buffer bytes; 0 = library default.", fallback = "0")
        int writeBufferSize,
    @Key(doc = "Deadline of one write.", fallback = "1s") Duration writeTimeout,
    @Key(doc = "Largest inbound message (wire bytes).", fallback = "65536") int messageSizeLimit,
    @Key(
            doc = "Largest inbound message after inflate; 0 = 10 x message_size_limit.",
            fallback = "0")
        int decompressedMessageSizeLimit,
    @Key(
            doc = "Drop the TCP connection without a close frame (pre-6.5.1 behaviour).",
            fallback = "false")
        boolean disableClosingHandshake,
    @Key(doc = "Do not emit the disconnect push before the close frame.", fallback = "false")
        boolean disableDisconnectPush,
    @Key(doc = "Pack several pushes in one frame (newline / varint framing).", fallback = "false")
        boolean joinPushMessages) {}
