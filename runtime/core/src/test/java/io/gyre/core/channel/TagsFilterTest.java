package io.gyre.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.protocol.FilterNode;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TagsFilterTest {
  private static final long SEED = 20261121;

  private static final List<Map<String, String>> PUBLICATIONS =
      List.of(
          Map.of("t", "a"),
          Map.of("t", "abc"),
          Map.of("t", "zzc", "n", "10"),
          Map.of(),
          Map.of("n", "9.5"),
          Map.of("n", "100"),
          Map.of("n", "-2", "t", ""),
          Map.of("n", "text"),
          Map.of("t", "a", "n", "10.5"));

  @Test
  void comparisonsPassWhatTheReferencePasses() {
    assertEquals(List.of(1, 9), passing(leaf("t", "eq", "a")));
    assertEquals(List.of(2, 3, 4, 5, 6, 7, 8), passing(leaf("t", "neq", "a")));
    assertEquals(List.of(1, 2, 9), passing(list("t", "in", "a", "abc")));
    assertEquals(List.of(3, 4, 5, 6, 7, 8), passing(list("t", "nin", "a", "abc")));
    assertEquals(List.of(1, 2, 3, 7, 9), passing(leaf("t", "ex", "")));
    assertEquals(List.of(4, 5, 6, 8), passing(leaf("t", "nex", "")));
    assertEquals(List.of(2), passing(leaf("t", "sw", "ab")));
    assertEquals(List.of(2, 3), passing(leaf("t", "ew", "c")));
    assertEquals(List.of(2), passing(leaf("t", "ct", "b")));
  }

  @Test
  void numbersCompareByValue() {
    assertEquals(List.of(6, 9), passing(leaf("n", "gt", "10")));
    assertEquals(List.of(3, 6, 9), passing(leaf("n", "gte", "10")));
    assertEquals(List.of(5, 7), passing(leaf("n", "lt", "10")));
    assertEquals(List.of(3, 5, 7), passing(leaf("n", "lte", "10.0")));
    assertEquals(List.of(), passing(leaf("n", "lte", "ten")));
  }

  @Test
  void operationsCombineNodes() {
    assertEquals(List.of(3, 7, 9), passing(op("and", leaf("t", "ex", ""), leaf("n", "ex", ""))));
    assertEquals(List.of(1, 7, 9), passing(op("or", leaf("t", "eq", "a"), leaf("n", "lt", "3"))));
    assertEquals(List.of(4, 5, 6, 8), passing(op("not", leaf("t", "ex", ""))));
    FilterNode either = op("or", leaf("t", "sw", "a"), leaf("n", "ex", ""));
    assertEquals(
        List.of(2, 3, 5, 6, 7, 8), passing(op("and", either, op("not", leaf("t", "eq", "a")))));
  }

  @Test
  void refusesIncompleteNodes() {
    refuses(leaf("", "", ""));
    refuses(leaf("", "eq", "b"));
    refuses(leaf("a", "", "b"));
    refuses(leaf("a", "like", "b"));
    refuses(leaf("a", "eq", ""));
    refuses(leaf("a", "gt", ""));
    refuses(leaf("a", "in", "b"));
    refuses(leaf("a", "ex", "b"));
    refuses(list("a", "nex", "b"));
    refuses(list("a", "eq", "b"));
    refuses(new FilterNode("", "a", "eq", "b", List.of("c"), List.of()));
    refuses(new FilterNode("", "a", "in", "b", List.of("c"), List.of()));
    refuses(list("", "in", "b"));
    refuses(op("and"));
    refuses(op("or"));
    refuses(op("not"));
    refuses(op("not", leaf("a", "ex", ""), leaf("b", "ex", "")));
    refuses(op("xor", leaf("a", "ex", "")));
    refuses(op("and", leaf("a", "ex", ""), leaf("a", "eq", "")));
  }

  @Test
  void aTagThatIsNotThereIsInAListAsTheEmptyText() {
    assertEquals(List.of(1, 4, 5, 6, 7, 8, 9), passing(list("t", "in", "", "a")));
    assertEquals(List.of(2, 3), passing(list("t", "nin", "", "a")));
  }

  @Test
  void existenceMayGoWithoutAKey() {
    assertEquals(List.of(), passing(leaf("", "ex", "")));
    assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9), passing(leaf("", "nex", "")));
  }

  @Test
  void nodesOfAComparisonAreIgnored() {
    FilterNode node =
        new FilterNode(
            "",
            "t",
            "eq",
            "a",
            List.of(),
            List.of(new FilterNode("", "", "", "", List.of(), List.of())));
    assertEquals(List.of(1, 9), passing(node));
  }

  @Test
  void refusesFiltersThatAreTooDeepOrTooLarge() {
    FilterNode deep = leaf("a", "ex", "");
    for (int i = 1; i < TagsFilter.DEPTH_MAX; i++) {
      deep = op("not", deep);
    }
    TagsFilter.compile(deep);
    refuses(op("not", deep));
    FilterNode wide =
        new FilterNode(
            "", "a", "in", "", Collections.nCopies(TagsFilter.PARTS_MAX, "x"), List.of());
    refuses(wide);
  }

  @Test
  void filtersOfTheSameMeaningAreEqualWhateverTheOrder() {
    TagsFilter first =
        TagsFilter.compile(op("and", list("t", "in", "a", "b"), leaf("n", "ex", "")));
    TagsFilter second =
        TagsFilter.compile(op("and", leaf("n", "ex", ""), list("t", "in", "b", "a", "b")));
    assertEquals(first, second);
    assertEquals(first.hashCode(), second.hashCode());
    assertNotEquals(
        first, TagsFilter.compile(op("or", leaf("n", "ex", ""), list("t", "in", "b", "a"))));
    assertNotEquals(
        TagsFilter.compile(list("t", "in", "a 1:b")),
        TagsFilter.compile(list("t", "in", "a", "b")));
  }

  @Test
  void decimalsCompareAsExactNumbers() {
    Random random = new Random(SEED);
    for (int round = 0; round < 20_000; round++) {
      String left = number(random);
      String right =
          random.nextInt(5) == 0 ? left + (left.contains(".") ? "00" : ".0") : number(random);
      assertTrue(DecimalText.isNumber(left), left);
      assertEquals(
          new BigDecimal(left).compareTo(new BigDecimal(right)),
          DecimalText.compare(left, right),
          () -> left + " and " + right);
    }
  }

  @Test
  void otherTextsAreNoNumbers() {
    for (String text :
        List.of(
            "", "-", "+", ".", "1.", ".5", "1e5", "1,5", " 1", "1 ", "0x1", "NaN", "--1", "1.2.3",
            "١")) {
      assertFalse(DecimalText.isNumber(text), text);
    }
    assertFalse(DecimalText.isNumber("1".repeat(DecimalText.LENGTH_MAX + 1)));
    assertEquals(0, DecimalText.compare("-0", "+0.00"));
  }

  private static String number(Random random) {
    StringBuilder text = new StringBuilder(List.of("", "-", "+").get(random.nextInt(3)));
    for (int i = random.nextInt(4); i >= 0; i--) {
      text.append(random.nextInt(3) == 0 ? 0 : random.nextInt(10));
    }
    if (random.nextBoolean()) {
      text.append('.');
      for (int i = random.nextInt(4); i >= 0; i--) {
        text.append(random.nextInt(10));
      }
    }
    return text.toString();
  }

  private static List<Integer> passing(FilterNode node) {
    TagsFilter filter = TagsFilter.compile(node);
    return IntStream.rangeClosed(1, PUBLICATIONS.size())
        .filter(i -> filter.matches(PUBLICATIONS.get(i - 1)))
        .boxed()
        .toList();
  }

  private static void refuses(FilterNode node) {
    assertThrows(IllegalArgumentException.class, () -> TagsFilter.compile(node), node::toString);
  }

  private static FilterNode leaf(String key, String cmp, String val) {
    return new FilterNode("", key, cmp, val, List.of(), List.of());
  }

  private static FilterNode list(String key, String cmp, String... vals) {
    return new FilterNode("", key, cmp, "", List.of(vals), List.of());
  }

  private static FilterNode op(String op, FilterNode... nodes) {
    return new FilterNode(op, "", "", "", List.of(), List.of(nodes));
  }
}
