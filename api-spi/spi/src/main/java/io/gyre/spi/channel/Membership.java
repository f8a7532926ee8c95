package io.gyre.spi.channel;

/** A client came to or left a channel. */
public record Membership(Change change, ClientInfo client) {

  /** The direction of a membership. */
  public enum Change {
    /** The client subscribed. */
    JOIN,
    /** The client unsubscribed or disconnected. */
    LEAVE
  }
}
