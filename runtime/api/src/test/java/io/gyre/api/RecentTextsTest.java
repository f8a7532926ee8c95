package io.gyre.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.protocol.JsonWriter;
import io.gyre.protocol.NotJsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lists that come again are written as if they had been encoded. */
class RecentTextsTest {
  private final RecentTexts recent = new RecentTexts();
  private int encoded;

  private record Element(String text) {}

  private String write(String channel, List<Element> elements) {
    JsonWriter out = new JsonWriter().beginObject().name("list").beginArray();
    recent.write(
        out,
        ApiMethod.HISTORY,
        channel,
        elements,
        element -> {
          encoded++;
          out.payload(("\"" + element.text + "\"").getBytes(StandardCharsets.UTF_8));
        });
    out.endArray().endObject();
    return new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
  }

  private static String expected(List<Element> elements) {
    return elements.stream()
        .map(element -> "\"" + element.text + "\"")
        .collect(Collectors.joining(",", "{\"list\":[", "]}"));
  }

  private static List<Element> elements(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> new Element("e" + i)).toList();
  }

  private int encodedFor(List<Element> elements) {
    int before = encoded;
    assertEquals(expected(elements), write("a", elements));
    return encoded - before;
  }

  @Test
  void theSameListIsEncodedOnce() {
    List<Element> list = elements(0, 100);
    assertEquals(100, encodedFor(list));
    assertEquals(0, encodedFor(list));
    assertEquals(0, encodedFor(new ArrayList<>(list)));
  }

  @Test
  void equalObjectsAreNotTheSame() {
    assertEquals(100, encodedFor(elements(0, 100)));
    assertEquals(100, encodedFor(elements(0, 100)));
  }

  @Test
  void onlyWhatIsNewInAStreamIsEncoded() {
    List<Element> stream = elements(0, 1000);
    assertEquals(100, encodedFor(stream.subList(0, 100)));
    assertEquals(1, encodedFor(stream.subList(1, 101)));
    assertEquals(50, encodedFor(stream.subList(51, 151)));
    assertEquals(0, encodedFor(stream.subList(60, 151)));
    assertEquals(100, encodedFor(stream.subList(900, 1000)));
    assertEquals(0, encodedFor(stream.subList(900, 1000)));
    assertEquals(0, encodedFor(List.of()));
  }

  @Test
  void whoComesAndGoesIsAllThatIsEncoded() {
    Map<String, Element> members = new HashMap<>();
    elements(0, 1000).forEach(element -> members.put(element.text, element));
    encodedFor(List.copyOf(members.values()));
    for (int i = 0; i < 200; i++) {
      members.remove("e" + i);
      members.put("n" + i, new Element("n" + i));
      assertEquals(1, encodedFor(List.copyOf(members.values())));
    }
  }

  @Test
  void anyListIsWrittenAsItIs() {
    Random random = new Random(7);
    List<Element> pool = elements(0, 60);
    for (int round = 0; round < 2_000; round++) {
      List<Element> list =
          new ArrayList<>(pool.subList(random.nextInt(30), 30 + random.nextInt(31)));
      for (int i = random.nextInt(4); i > 0 && !list.isEmpty(); i--) {
        int at = random.nextInt(list.size());
        switch (random.nextInt(4)) {
          case 0 -> list.remove(at);
          case 1 -> list.add(at, new Element("x" + round));
          case 2 -> list.add(at, pool.get(random.nextInt(60)));
          default -> list = new ArrayList<>(list.reversed());
        }
      }
      encodedFor(list);
    }
  }

  @Test
  void whatCannotBeEncodedIsRefusedEachTime() {
    List<Element> list = new ArrayList<>(elements(0, 10));
    list.add(new Element("\""));
    for (int i = 0; i < 3; i++) {
      assertThrows(NotJsonException.class, () -> write("a", list));
    }
  }

  @Test
  void keepsWithinItsBounds() {
    for (int i = 0; i < 10_000; i++) {
      write("c" + i, elements(0, 50));
    }
    assertTrue(recent.bytes() <= 4 << 20 && recent.bytes() > 3 << 20, "" + recent.bytes());
    String large = "x".repeat(100_000);
    List<Element> list = IntStream.range(0, 10).mapToObj(i -> new Element(large)).toList();
    assertEquals(10, encodedFor(list));
    assertEquals(10, encodedFor(list));
    assertTrue(recent.bytes() <= 4 << 20);
  }
}
