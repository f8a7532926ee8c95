package io.gyre.protocol;

/** A place in a channel's stream: offset is unsigned, epoch names the incarnation of the stream. */
public record StreamPosition(long offset, String epoch) {}
