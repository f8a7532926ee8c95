package io.gyre.protocol;

/** A message outside of channels. */
public record MessagePush(byte[] data) implements Push {}
