package io.gyre.spi.proxy;

/** A connection reached its expiry. */
public record RefreshCall(Caller caller) {}
