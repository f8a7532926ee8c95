package io.gyre.spi.web;

import java.time.Duration;

/**
 * How long an event thread waits for a peer.
 *
 * @param write without any byte taken by a peer for which bytes wait; then it is cut
 * @param close until the peer confirms the end of the connection; then it is cut. Zero for peers
 *     that need not confirm: all is over when everything is written
 * @param pings of the wire itself, see {@link WireCodec#ping()}
 */
public record WireTimes(Duration write, Duration close, PingTimes pings) {}
