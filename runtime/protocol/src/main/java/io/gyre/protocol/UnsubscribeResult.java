package io.gyre.protocol;

/** The channel was left. */
public record UnsubscribeResult() implements Result {}
