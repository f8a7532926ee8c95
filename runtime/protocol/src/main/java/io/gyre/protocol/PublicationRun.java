package io.gyre.protocol;

import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Publications in the order of their stream that many replies carry: encoded once for each
 * encoding, on first need, and copied as a block from then on. {@link #from} gives the later ones
 * of them out of the same bytes. Belongs to one thread.
 */
public final class PublicationRun extends AbstractList<Publication> {
  private final Shared shared;
  private final int begin;

  /** A run of these. */
  public PublicationRun(List<Publication> publications) {
    this(new Shared(List.copyOf(publications)), 0);
  }

  private PublicationRun(Shared shared, int begin) {
    this.shared = shared;
    this.begin = begin;
  }

  /** The publications from this index on. */
  public PublicationRun from(int index) {
    return index == 0 ? this : new PublicationRun(shared, begin + index);
  }

  @Override
  public Publication get(int index) {
    return shared.publications.get(begin + index);
  }

  @Override
  public int size() {
    return shared.publications.size() - begin;
  }

  /** Writes them as the elements of a JSON array that is open. */
  void write(JsonWriter out) {
    Block block = shared.json();
    if (block.starts.length == 0) {
      forEach(publication -> JsonFields.publication(out, publication));
    } else if (!isEmpty()) {
      out.raw(block.bytes, block.starts[begin], block.bytes.length);
    }
  }

  /** Writes them as the values of a field. */
  void write(ProtobufWriter out, int field) {
    Block block = shared.protobuf(field);
    if (!isEmpty()) {
      out.raw(block.bytes, block.starts[begin]);
    }
  }

  /**
   * Encoded publications, one behind the other.
   *
   * @param starts where each begins
   */
  private record Block(byte[] bytes, int[] starts) {
    /** Says that not all of them can be encoded: each by itself then, so that it says so itself. */
    static final Block NONE = new Block(Bytes.EMPTY, new int[0]);
  }

  private static final class Shared {
    private final List<Publication> publications;
    private @Nullable Block json;
    private @Nullable Block protobuf;
    private int protobufField;

    Shared(List<Publication> publications) {
      this.publications = publications;
    }

    Block json() {
      Block known = json;
      if (known == null) {
        known = encodeJson();
        json = known;
      }
      return known;
    }

    private Block encodeJson() {
      JsonWriter out = new JsonWriter();
      int[] starts = new int[publications.size()];
      try {
        for (int i = 0; i < starts.length; i++) {
          starts[i] = out.length() + (i == 0 ? 0 : 1); // behind the comma
          JsonFields.publication(out, publications.get(i));
        }
      } catch (NotJsonException e) {
        return Block.NONE;
      }
      return new Block(out.toByteArray(), starts);
    }

    /** The kind of reply that carries them decides the field: most runs know one only. */
    Block protobuf(int field) {
      Block known = protobuf;
      if (known == null || field != protobufField) {
        ProtobufWriter out = new ProtobufWriter();
        int[] starts = new int[publications.size()];
        encode(out, field, starts);
        out.allocate();
        encode(out, field, starts);
        known = new Block(out.filled(), starts);
        protobuf = known;
        protobufField = field;
      }
      return known;
    }

    private void encode(ProtobufWriter out, int field, int[] starts) {
      for (int i = starts.length - 1; i >= 0; i--) {
        ProtobufFields.publication(out, field, publications.get(i));
        starts[i] = out.mark();
      }
    }
  }
}
