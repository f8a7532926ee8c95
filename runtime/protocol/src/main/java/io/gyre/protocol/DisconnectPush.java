package io.gyre.protocol;

/** The last message of a stream that has no close code of its own. */
public record DisconnectPush(int code, String reason, boolean reconnect) implements Push {}
