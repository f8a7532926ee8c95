package io.gyre.protocol;

/** How many clients and distinct users are in the channel. */
public record PresenceStatsResult(long numClients, long numUsers) implements Result {}
