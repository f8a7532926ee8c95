package io.gyre.spi.proxy;

import io.gyre.spi.transport.ConnectionInfo;

/**
 * The client an event comes from.
 *
 * @param client the id of the connection
 * @param user empty for an anonymous user, and before the connection is accepted
 * @param connection what the transport knows; headers included
 * @param meta attached to the connection by the back end; may be empty
 */
public record Caller(String client, String user, ConnectionInfo connection, byte[] meta) {}
