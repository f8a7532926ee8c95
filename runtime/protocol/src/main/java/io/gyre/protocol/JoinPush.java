package io.gyre.protocol;

/** A client subscribed to the channel. */
public record JoinPush(ClientInfo info) implements Push {}
