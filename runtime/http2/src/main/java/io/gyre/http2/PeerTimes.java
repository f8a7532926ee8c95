package io.gyre.http2;

import java.time.Duration;

/**
 * How long a peer may take.
 *
 * @param head for the preface, a frame, or all frames of a header block
 * @param request from the head of a request to the end of its body
 * @param write for a frame of an answer: to read it from the socket, or to open its window for so
 *     much
 */
public record PeerTimes(Duration head, Duration request, Duration write) {}
