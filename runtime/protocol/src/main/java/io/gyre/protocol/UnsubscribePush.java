package io.gyre.protocol;

/** The server ended the subscription. */
public record UnsubscribePush(int code, String reason) implements Push {}
