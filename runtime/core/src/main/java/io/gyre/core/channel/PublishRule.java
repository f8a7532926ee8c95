package io.gyre.core.channel;

/** How it is decided whether a client may publish, and where its publication goes. */
public sealed interface PublishRule {
  /** Not at all. */
  record Denied(Verdict verdict) implements PublishRule {}

  /** The back end decides and may change the publication. */
  record ByProxy(String name) implements PublishRule {}

  /** Into the stream that the client's subscription holds with the back end. */
  record IntoStream() implements PublishRule {}

  /** It may, to the broker. */
  record Allowed() implements PublishRule {}
}
