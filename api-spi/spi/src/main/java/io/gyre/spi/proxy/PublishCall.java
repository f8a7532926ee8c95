package io.gyre.spi.proxy;

/** A client publishes. */
public record PublishCall(Caller caller, String channel, byte[] data) {}
