package io.gyre.spi.transport;

import org.jspecify.annotations.Nullable;

/**
 * Bytes on their way to one or many peers: one or several messages of the client protocol, and the
 * same wrapped for each {@link Framing} that asked, made once on first need. Thread-safe: two
 * threads may wrap the same bytes twice, harmlessly. Nobody writes to the arrays.
 */
public final class Frame {
  private static final Content NONE = new NoContent();

  private final byte @Nullable [] given;
  private final Content content;
  private volatile byte @Nullable [] written;
  private volatile @Nullable Wrapped last;

  /** Messages that can write themselves where they are wanted. Thread-safe. */
  public interface Content {
    /** How many bytes they take. */
    int length();

    /** Writes them into the target, from an index on; always the same bytes. */
    void writeTo(byte[] target, int from);
  }

  /** Takes over the array. */
  public Frame(byte[] payload) {
    this.given = payload;
    this.content = NONE;
  }

  /** Messages that are written on first need, straight into what goes to the wire if it can be. */
  public Frame(Content content) {
    this.given = null;
    this.content = content;
  }

  /** How many bytes the messages take without any wrapping. */
  public int length() {
    return given == null ? content.length() : given.length;
  }

  /** Writes the messages without any wrapping into the target, from an index on. */
  public void writeTo(byte[] target, int from) {
    if (given == null) {
      content.writeTo(target, from);
    } else {
      System.arraycopy(given, 0, target, from, given.length);
    }
  }

  /** The messages without any wrapping. */
  public byte[] payload() {
    if (given != null) {
      return given;
    }
    byte[] known = written;
    if (known == null) {
      known = new byte[content.length()];
      content.writeTo(known, 0);
      written = known;
    }
    return known;
  }

  /** The messages as they go to the wire under {@code framing}. */
  public byte[] wire(Framing framing) {
    Wrapped known = last;
    while (known != null) {
      if (known.framing.equals(framing)) {
        return known.bytes;
      }
      known = known.next;
    }
    Wrapped made = new Wrapped(framing, framing.wrap(this), last);
    last = made;
    return made.bytes;
  }

  private record Wrapped(Framing framing, byte[] bytes, @Nullable Wrapped next) {}

  private record NoContent() implements Content {
    @Override
    public int length() {
      return 0;
    }

    @Override
    public void writeTo(byte[] target, int from) {}
  }
}
