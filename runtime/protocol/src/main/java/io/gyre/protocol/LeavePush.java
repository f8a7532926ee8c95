package io.gyre.protocol;

/** A client left the channel. */
public record LeavePush(ClientInfo info) implements Push {}
