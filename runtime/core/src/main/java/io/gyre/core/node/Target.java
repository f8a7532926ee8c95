package io.gyre.core.node;

/**
 * Which connections a command of the back end is for.
 *
 * @param user all connections of this user; the empty one stands for all anonymous clients
 * @param client only the connection with this client id; empty for all
 * @param session only the connection with this session id; empty for all
 */
public record Target(String user, String client, String session) {}
