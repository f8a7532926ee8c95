package io.gyre.protocol;

/** The answer to a ping command. */
public record PingResult() implements Result {}
