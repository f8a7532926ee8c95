package io.gyre.http2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Writes header blocks in the plainest form: no table, no Huffman code, and the names of pseudo
 * fields by their number in the static table, which is the only form that the HTTP server reads.
 * Stateless.
 */
final class HpackWriter {

  private HpackWriter() {}

  /** A block with these fields, which may follow any other on a connection. */
  static byte[] block(List<Field> fields) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (Field field : fields) {
      int index = field.isPseudo() ? StaticTable.find(field.name()) : 0;
      integer(block, index, 4);
      if (index == 0) {
        string(block, field.name());
      }
      string(block, field.value());
    }
    return block.toByteArray();
  }

  private static void string(ByteArrayOutputStream block, String text) {
    integer(block, text.length(), 7);
    block.writeBytes(text.getBytes(ISO_8859_1));
  }

  /** An integer of which the first byte has some bits, all others being 0 (RFC 7541, 5.1). */
  private static void integer(ByteArrayOutputStream block, int value, int bits) {
    int mask = (1 << bits) - 1;
    if (value < mask) {
      block.write(value);
      return;
    }
    block.write(mask);
    int rest = value - mask;
    for (; rest > 0x7f; rest >>= 7) {
      block.write((rest & 0x7f) | 0x80);
    }
    block.write(rest);
  }
}
