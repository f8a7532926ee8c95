package io.gyre.core.channel;

/**
 * What a subscription gets besides publications.
 *
 * @param positioned the server watches that it misses nothing
 * @param recoverable it may ask for what it missed
 * @param joinLeave it is told who joins and leaves
 */
public record SubscriptionFlags(boolean positioned, boolean recoverable, boolean joinLeave) {}
