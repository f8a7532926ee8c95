package io.gyre.http2;

import io.helidon.http.http2.Http2ErrorCode;
import io.helidon.http.http2.Http2Exception;

/**
 * Reads the header blocks of one direction of a connection (RFC 7541), in every form that is legal.
 * Not thread-safe: blocks come one after the other.
 */
final class HpackReader {
  /** More than any string or index can need. */
  private static final int INTEGER_MAX = 1 << 24;

  private static final int INTEGER_BITS_MAX = 28;

  private final DynamicTable table = new DynamicTable();
  private byte[] block = new byte[0];
  private int at;

  /**
   * Reads one block into a list, which may refuse to keep some of it; the table is kept in step
   * nevertheless.
   *
   * @throws Http2Exception if the block cannot be read, and thus none behind it
   */
  void read(byte[] headerBlock, HeaderList list) {
    block = headerBlock;
    at = 0;
    boolean fieldsBegan = false;
    while (at < block.length) {
      int first = block[at];
      if ((first & 0b1110_0000) == 0b0010_0000) {
        if (fieldsBegan) {
          throw malformed("table size update behind a field");
        }
        limitTable(integer(5));
      } else {
        fieldsBegan = true;
        list.add(field(first));
      }
    }
    block = new byte[0];
  }

  private Field field(int first) {
    if ((first & 0b1000_0000) != 0) {
      return indexed(integer(7));
    }
    if ((first & 0b0100_0000) != 0) {
      Field field = literal(integer(6));
      table.add(field);
      return field;
    }
    return literal(integer(4));
  }

  private Field literal(int nameIndex) {
    String name = nameIndex == 0 ? string() : indexed(nameIndex).name();
    return new Field(name, string());
  }

  private Field indexed(int index) {
    if (index == 0 || index > StaticTable.size() + table.size()) {
      throw malformed("no field with index " + index);
    }
    return index <= StaticTable.size()
        ? StaticTable.get(index)
        : table.get(index - StaticTable.size());
  }

  private void limitTable(int bytesMax) {
    if (bytesMax > DynamicTable.BYTES_MAX) {
      throw malformed("table of " + bytesMax + " bytes");
    }
    table.limit(bytesMax);
  }

  private String string() {
    boolean huffman = at < block.length && (block[at] & 0b1000_0000) != 0;
    int length = integer(7);
    if (length > block.length - at) {
      throw malformed("string behind the end of the block");
    }
    int from = at;
    at += length;
    return huffman ? Huffman.decode(block, from, length) : Field.text(block, from, length);
  }

  /** An integer of which the first byte has some bits (RFC 7541, 5.1). */
  private int integer(int bits) {
    int mask = (1 << bits) - 1;
    int value = next() & mask;
    if (value < mask) {
      return value;
    }
    for (int shift = 0; shift < INTEGER_BITS_MAX; shift += 7) {
      int more = next();
      value += (more & 0x7f) << shift;
      if (value > INTEGER_MAX) {
        break;
      }
      if ((more & 0x80) == 0) {
        return value;
      }
    }
    throw malformed("integer too large");
  }

  private int next() {
    if (at == block.length) {
      throw malformed("block ends in the middle of a field");
    }
    return block[at++];
  }

  private static Http2Exception malformed(String what) {
    return new Http2Exception(Http2ErrorCode.COMPRESSION, what);
  }
}
