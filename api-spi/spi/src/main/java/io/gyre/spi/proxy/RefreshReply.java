package io.gyre.spi.proxy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a connection or subscription goes on.
 *
 * @param expired end it
 * @param expireAt its next expiry, or null for never
 * @param info replaces what was attached; empty keeps it
 */
public record RefreshReply(boolean expired, @Nullable Instant expireAt, byte[] info) {}
