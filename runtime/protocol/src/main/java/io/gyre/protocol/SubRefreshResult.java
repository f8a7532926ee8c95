package io.gyre.protocol;

import java.util.List;

/** The subscription was renewed; ttl in seconds, items only with shared poll. */
public record SubRefreshResult(boolean expires, long ttl, List<Publication> items)
    implements Result {}
