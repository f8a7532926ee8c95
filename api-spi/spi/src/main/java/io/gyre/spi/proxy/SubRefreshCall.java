package io.gyre.spi.proxy;

/** A subscription reached its expiry. */
public record SubRefreshCall(Caller caller, String channel) {}
