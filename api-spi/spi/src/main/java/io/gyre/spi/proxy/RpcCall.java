package io.gyre.spi.proxy;

/** A client calls a method of the application. */
public record RpcCall(Caller caller, String method, byte[] data) {}
