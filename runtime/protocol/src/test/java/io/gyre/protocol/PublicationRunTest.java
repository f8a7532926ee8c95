package io.gyre.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicationRunTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 19, 20})
  void isEncodedLikeTheListOfItsPublications(int begin) {
    List<Publication> list = publications(20);
    PublicationRun run = new PublicationRun(list);
    for (Encoder encoder : List.of(JsonEncoder.INSTANCE, ProtobufEncoder.INSTANCE)) {
      assertArrayEquals(
          encoder.reply(3, result(List.copyOf(list.subList(begin, 20)))),
          encoder.reply(3, result(run.from(begin))));
      assertArrayEquals(
          encoder.reply(3, new HistoryResult(List.copyOf(list.subList(begin, 20)), "e", 9)),
          encoder.reply(3, new HistoryResult(run.from(begin), "e", 9)));
    }
    assertEquals(list.subList(begin, 20), run.from(begin));
  }

  @Test
  void mayBeCarriedByRepliesOfSeveralKindsInTurns() {
    List<Publication> list = publications(5);
    PublicationRun run = new PublicationRun(list);
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(
          ProtobufEncoder.INSTANCE.reply(3, result(list)),
          ProtobufEncoder.INSTANCE.reply(3, result(run)));
      assertArrayEquals(
          ProtobufEncoder.INSTANCE.reply(3, new HistoryResult(list, "e", 9)),
          ProtobufEncoder.INSTANCE.reply(3, new HistoryResult(run, "e", 9)));
    }
  }

  @Test
  void aSuffixOfASuffixBeginsWhereItSays() {
    List<Publication> list = publications(10);
    assertEquals(list.subList(5, 10), new PublicationRun(list).from(2).from(3));
  }

  @Test
  void refusesJsonOnlyToThoseWhoGetWhatIsNoJson() {
    List<Publication> list = new ArrayList<>(publications(3));
    list.set(0, Publication.of(new byte[] {1, 2}));
    PublicationRun run = new PublicationRun(list);
    SubscribeResult all = result(run);
    assertThrows(NotJsonException.class, () -> JsonEncoder.INSTANCE.reply(1, all));
    assertArrayEquals(
        JsonEncoder.INSTANCE.reply(1, result(list.subList(1, 3))),
        JsonEncoder.INSTANCE.reply(1, result(run.from(1))));
  }

  private static SubscribeResult result(List<Publication> publications) {
    return SubscribeResult.builder().epoch("e").offset(9).publications(publications).build();
  }

  private static List<Publication> publications(int count) {
    List<Publication> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(
          Publication.builder()
              .data(("{\"text\":\"line\",\n\"number\":" + i + "}").getBytes(UTF_8))
              .info(
                  i % 3 == 0
                      ? new ClientInfo("user", "client" + i, Bytes.EMPTY, Bytes.EMPTY)
                      : null)
              .tags(i % 2 == 0 ? Map.of("key", "value" + i) : Map.of())
              .offset(i + 1)
              .build());
    }
    return list;
  }
}
