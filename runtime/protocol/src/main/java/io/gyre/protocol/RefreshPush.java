package io.gyre.protocol;

/** The server renewed the connection; ttl in seconds. */
public record RefreshPush(boolean expires, long ttl) implements Push {}
