package io.gyre.spi.error;

/**
 * An error reply; the connection survives it.
 *
 * @param code 100 to 399 are the protocol's own, 400 to 1999 the application's
 * @param message for developers; clients branch on the code
 * @param temporary whether the client should try again by itself
 */
public record ClientError(int code, String message, boolean temporary) {}
