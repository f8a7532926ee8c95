package io.gyre.server.guard;

import java.time.Duration;

/**
 * What a peer of an HTTP port may spend.
 *
 * @param headTime from accept, or the first byte of a request, to the end of its head
 * @param requestTime from the first byte of a request to the last of its body
 * @param idleTime between two requests of a connection
 * @param writeTime that one write of a response may wait for its peer
 * @param headBytes of request line and headers together
 */
public record RequestLimits(
    Duration headTime,
    Duration requestTime,
    Duration idleTime,
    Duration writeTime,
    int headBytes) {}
