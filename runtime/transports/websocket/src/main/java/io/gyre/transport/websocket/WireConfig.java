package io.gyre.transport.websocket;

import io.gyre.spi.Key;
import java.time.Duration;

/** How messages travel: the keys that both endpoints have, each in its own block. */
public record WireConfig(
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
        int decompressedMessageSizeLimit) {

  /** How large a message may be. */
  MessageLimits limits() {
    return MessageLimits.of(messageSizeLimit, decompressedMessageSizeLimit);
  }
}
