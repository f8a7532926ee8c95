package io.gyre.spi.proxy;

/**
 * The client may publish.
 *
 * @param data what to publish in place of the client's data; empty keeps it
 * @param skipHistory whether to keep the publication out of the stream
 */
public record PublishReply(byte[] data, boolean skipHistory) {}
