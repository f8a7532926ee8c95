package io.gyre.protocol;

/** The connection was renewed; ttl in seconds. */
public record RefreshResult(String client, String version, boolean expires, long ttl)
    implements Result {}
