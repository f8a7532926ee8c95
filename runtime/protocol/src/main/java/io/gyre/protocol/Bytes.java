package io.gyre.protocol;

/** The absent payload: every bytes field that is not set holds this one array. */
public final class Bytes {
  /** The shared array of length zero. */
  public static final byte[] EMPTY = new byte[0];

  private Bytes() {}
}
