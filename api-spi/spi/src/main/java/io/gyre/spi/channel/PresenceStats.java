package io.gyre.spi.channel;

/**
 * How many are in a channel.
 *
 * @param clients connections
 * @param users distinct users among them
 */
public record PresenceStats(int clients, int users) {}
