package io.gyre.protocol;

/** What a client receives: the server's side is the {@link Encoder}. */
public sealed interface Reply {
  /** The answer to the command with this id. */
  record Answer(long id, Result result) implements Reply {}

  /** A message of the server's own accord; channel is empty where none is meant. */
  record Pushed(String channel, Push push) implements Reply {}

  /** The server asks for a pong. */
  record Ping() implements Reply {
    /** The only value. */
    public static final Ping INSTANCE = new Ping();
  }
}
