package io.gyre.protocol;

/**
 * Thrown by {@link JsonEncoder} when a payload is not valid JSON (or, where it is to be written as
 * a JSON string, not valid UTF-8): such a message cannot be sent to a JSON client, which is closed
 * with 3506. Carries no stack trace.
 */
public final class NotJsonException extends RuntimeException {
  NotJsonException() {
    super("payload is not JSON", null, false, false);
  }
}
