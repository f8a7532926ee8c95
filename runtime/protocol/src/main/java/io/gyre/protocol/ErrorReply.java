package io.gyre.protocol;

/** The command failed; temporary means that the client may try again. */
public record ErrorReply(int code, String message, boolean temporary) implements Result {}
