package io.gyre.core.channel;

/**
 * How it is decided whether a client may subscribe; the caller does what needs the network or a
 * key.
 */
public sealed interface SubscribeRule {
  /** Not at all. */
  record Denied(Verdict verdict) implements SubscribeRule {}

  /** By the token that came with the command; it wins over every option of the channel. */
  record ByToken() implements SubscribeRule {}

  /** By the back end. */
  record ByProxy(String name) implements SubscribeRule {}

  /** By the back end, which then also sends the publications. */
  record ByStreamProxy(String name, boolean bidirectional) implements SubscribeRule {}

  /** It may. */
  record Allowed() implements SubscribeRule {}
}
