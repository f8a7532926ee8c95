package io.gyre.protocol;

/** What the application answered. */
public record RpcResult(byte[] data) implements Result {}
