package io.gyre.spi.proxy;

/**
 * A client subscribes.
 *
 * @param data sent by the client; may be empty
 */
public record SubscribeCall(Caller caller, String channel, byte[] data) {}
