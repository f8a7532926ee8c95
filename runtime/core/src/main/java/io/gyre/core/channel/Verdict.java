package io.gyre.core.channel;

/** Whether a client may do something in a channel, and if not, which error it is told. */
public enum Verdict {
  /** It may. */
  ALLOWED(0),
  /** The namespace does not exist. */
  UNKNOWN_CHANNEL(102),
  /** The client lacks the permission. */
  PERMISSION_DENIED(103),
  /** The name is too long or has characters it must not have. */
  BAD_REQUEST(107),
  /** The channel does not offer it to anyone. */
  NOT_AVAILABLE(108);

  private final int code;

  Verdict(int code) {
    this.code = code;
  }

  /** Returns the code in the catalogue of client errors, 0 for {@link #ALLOWED}. */
  public int code() {
    return code;
  }
}
