package io.gyre.protocol;

/**
 * Who is behind a publication, join or presence entry. The two payloads are the data of the
 * connection and of the subscription.
 */
public record ClientInfo(String user, String client, byte[] connInfo, byte[] chanInfo) {}
