package io.gyre.spi.proxy;

/** The answer to a call; may be empty. */
public record RpcReply(byte[] data) {}
