package io.gyre.protocol;

/** The server subscribed the client to the channel; offset is unsigned. */
public record SubscribePush(
    boolean recoverable, String epoch, long offset, boolean positioned, byte[] data)
    implements Push {}
