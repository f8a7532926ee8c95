package io.gyre.spi.consumer;

/**
 * The command can never succeed: log, count, skip. Anything else a sink throws is worth a retry.
 */
public final class CommandRejected extends Exception {

  /** Says what is wrong with the command. */
  public CommandRejected(String reason) {
    super(reason);
  }
}
