package io.gyre.spi.channel;

/**
 * Who published, joined, left or is present.
 *
 * @param client the id of the connection
 * @param user the user, empty for an anonymous one
 * @param connInfo attached to the connection, empty if nothing is
 * @param chanInfo attached to the subscription, empty if nothing is
 */
public record ClientInfo(String client, String user, byte[] connInfo, byte[] chanInfo) {}
