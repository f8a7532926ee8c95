package io.gyre.protocol;

/**
 * Commands that arrive beside a stream: the node and session they are for, and a frame of commands
 * as {@link Decoder#commands} reads it. What holds no such frame is for no session.
 */
public record EmulationRequest(String node, String session, byte[] data) {}
