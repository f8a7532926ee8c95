package io.gyre.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.helidon.http.http2.Http2ErrorCode;
import io.helidon.http.http2.Http2Exception;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples are those of RFC 7541, appendix C. */
class HpackTest {
  private static final HexFormat HEX = HexFormat.of();
  private final HpackReader reader = new HpackReader();

  private List<Field> read(String hex) {
    HeaderList list = new HeaderList(1 << 16, false);
    reader.read(HEX.parseHex(hex.replace(" ", "")), list);
    return list.fields();
  }

  private static List<Field> request(String scheme, String path, Field... more) {
    List<Field> fields =
        new ArrayList<>(
            List.of(
                new Field(":method", "GET"),
                new Field(":scheme", scheme),
                new Field(":path", path),
                new Field(":authority", "www.example.com")));
    fields.addAll(List.of(more));
    return fields;
  }

  @Test
  void readsRequestsWithoutHuffmanCode() {
    assertEquals(request("http", "/"), read("8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d"));
    assertEquals(
        request("http", "/", new Field("cache-control", "no-cache")),
        read("8286 84be 5808 6e6f 2d63 6163 6865"));
    assertEquals(
        request("https", "/index.html", new Field("custom-key", "custom-value")),
        read("8287 85bf 400a 6375 7374 6f6d 2d6b 6579 0c63 7573 746f 6d2d 7661 6c75 65"));
  }

  @Test
  void readsRequestsWithHuffmanCode() {
    assertEquals(request("http", "/"), read("8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff"));
    assertEquals(
        request("http", "/", new Field("cache-control", "no-cache")),
        read("8286 84be 5886 a8eb 1064 9cbf"));
    assertEquals(
        request("https", "/index.html", new Field("custom-key", "custom-value")),
        read("8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf"));
  }

  @Test
  void readsNamesOfPseudoFieldsThatAreWrittenOut() {
    assertEquals(List.of(new Field(":path", "/x")), read("40 05 3a70617468 02 2f78"));
    assertEquals(List.of(new Field(":path", "/x")), read("be"));
  }

  @Test
  void readsBytesWithLongCodes() {
    // codes as the appendix lists them: 249 is ffffffe in 28 bits, 22 is 3ffffffe in 30, 0 is 1ff8
    // in 13
    assertEquals("\u00f9", Huffman.decode(HEX.parseHex("ffffffef"), 0, 4));
    assertEquals("\u0016", Huffman.decode(HEX.parseHex("fffffffb"), 0, 4));
    assertEquals("\u0000", Huffman.decode(HEX.parseHex("ffc7"), 0, 2));
  }

  @Test
  void emptiesItsTableForAFieldThatIsLarger() {
    String value = "78".repeat(5000);
    read("40 01 61 01 62");
    assertEquals(5000, read("40 01 79 7f 89 26" + value).getFirst().value().length());
    assertThrows(Http2Exception.class, () -> read("be"));
  }

  @Test
  void forgetsWhatTheTableHasNoRoomFor() {
    read("40 01 61 01 62");
    read("20");
    assertThrows(Http2Exception.class, () -> read("be"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80", // index 0
        "be", // an index behind the tables
        "ffffffffff0f", // an index without end
        "3fe21f", // a table of 4097 bytes
        "82 20", // a table size behind a field
        "40 05 3a", // a string behind the end of the block
        "40", // the same with a length
        "00 81ff 00", // eight bits of padding
        "00 8100 00", // padding of zeros
        "00 84ffffffff 00", // the end-of-string symbol
      })
  void refusesWhatCannotBeRead(String hex) {
    Http2Exception refused = assertThrows(Http2Exception.class, () -> read(hex));
    assertEquals(Http2ErrorCode.COMPRESSION, refused.code());
  }

  @Test
  void readsWhatItsOtherHalfWrites() {
    List<Field> fields =
        List.of(
            new Field(":method", "POST"),
            new Field(":scheme", "https"),
            new Field(":path", "/" + "p".repeat(300)),
            new Field(":authority", "a"),
            new Field("x", "\u00e4".repeat(20_000)));
    HeaderList list = new HeaderList(1 << 16, false);
    reader.read(HpackWriter.block(fields), list);
    assertEquals(fields, list.fields());
  }
}
