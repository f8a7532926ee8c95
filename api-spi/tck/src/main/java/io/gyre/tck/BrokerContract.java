package io.gyre.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.spi.channel.ClientInfo;
import io.gyre.spi.channel.Membership;
import io.gyre.spi.channel.Membership.Change;
import io.gyre.spi.channel.Publication;
import io.gyre.spi.channel.PublishOptions;
import io.gyre.spi.channel.PublishResult;
import io.gyre.spi.channel.PublishResult.Outcome;
import io.gyre.spi.channel.StreamPosition;
import io.gyre.spi.engine.Broker;
import io.gyre.spi.engine.BrokerFeature;
import io.gyre.spi.engine.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Broker} does. Features that the broker claims are proved here and in {@link
 * HistoryContract}; those it does not claim are proved to be absent.
 *
 * <pre>{@code
 * class MyBrokerTest extends BrokerContract {
 *   @Override
 *   protected Engine engine(FakeContext context) {
 *     return new MyEngineProvider().create(config, context);
 *   }
 * }
 * }</pre>
 *
 * <p>A broker with history extends {@link HistoryContract} instead, which includes this.
 */
public abstract class BrokerContract extends EngineContract {
  private static final int PUBLISHERS = 8;
  private static final int PUBLICATIONS_EACH = 50;
  private static final AtomicLong CHANNELS = new AtomicLong(System.nanoTime());

  /** Instances are made by JUnit. */
  protected BrokerContract() {}

  /** Lets time pass. A broker whose back end has a clock of its own overrides this. */
  protected void advance(Duration duration) {
    context().clock().advance(duration);
  }

  /** The broker under test. */
  protected final Broker broker() {
    return engine().broker().orElseThrow();
  }

  /** A channel that no other test uses, subscribed to. */
  protected final String freshChannel() {
    String channel = "tck:" + Long.toString(CHANNELS.incrementAndGet(), 36);
    broker().subscribe(List.of(channel));
    return channel;
  }

  @Test
  final void deliversWhatWasPublishedByteForByte() {
    String channel = freshChannel();
    byte[] data = new byte[512];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) i;
    }
    ClientInfo info = new ClientInfo("client-1", "user-1", bytes("{\"a\":1}"), bytes("{}"));
    Publication sent = new Publication(0, data, info, Map.of("k", "v", "ключ", "значение"), 0);

    PublishResult result = broker().publish(channel, sent, PublishOptions.EPHEMERAL);

    Delivery heard = context().channels().awaitDeliveries(channel, 1).getFirst();
    assertEquals(new PublishResult(StreamPosition.NONE, Outcome.ACCEPTED), result);
    assertEquals(channel, heard.channel());
    assertEquals(StreamPosition.NONE, heard.position());
    assertEquals(describe(sent), describe(heard.publication()));
    assertEquals(sent.tags(), heard.publication().tags());
    assertFalse(heard.delta(), "nobody asked for a delta");
  }

  @Test
  final void deliversAnEmptyAndALargePublication() {
    String channel = freshChannel();
    broker().publish(channel, publication(""), PublishOptions.EPHEMERAL);
    broker().publish(channel, publication("x".repeat(1 << 20)), PublishOptions.EPHEMERAL);

    List<Delivery> heard = context().channels().awaitDeliveries(channel, 2);
    assertEquals(0, heard.get(0).publication().data().length);
    assertEquals(1 << 20, heard.get(1).publication().data().length);
  }

  @Test
  final void deliversInTheOrderOfPublishing() {
    String channel = freshChannel();
    for (int i = 0; i < 200; i++) {
      broker().publish(channel, publication("" + i), PublishOptions.EPHEMERAL);
    }
    List<Delivery> heard = context().channels().awaitDeliveries(channel, 200);
    for (int i = 0; i < 200; i++) {
      assertEquals("" + i, data(heard.get(i)));
    }
  }

  @Test
  final void callsTheListenerOneAtATimeForAChannel() throws InterruptedException {
    String channel = freshChannel();
    ClientInfo client = new ClientInfo("c", "u", new byte[0], new byte[0]);
    context().channels().linger(channel);
    List<Thread> publishers = new ArrayList<>();
    for (int i = 0; i < PUBLISHERS; i++) {
      publishers.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int n = 0; n < PUBLICATIONS_EACH; n++) {
                  broker().publish(channel, publication("" + n), PublishOptions.EPHEMERAL);
                  broker().announce(channel, new Membership(Change.JOIN, client));
                }
              }));
    }
    for (Thread publisher : publishers) {
      publisher.join();
    }
    context().channels().awaitDeliveries(channel, PUBLISHERS * PUBLICATIONS_EACH);
    context().channels().awaitMemberships(channel, PUBLISHERS * PUBLICATIONS_EACH);
    assertFalse(context().channels().overlapped(), "two calls for one channel at once");
  }

  @Test
  final void keepsChannelsApart() {
    String first = freshChannel();
    String second = freshChannel();
    broker().publish(first, publication("1"), PublishOptions.EPHEMERAL);
    broker().publish(second, publication("2"), PublishOptions.EPHEMERAL);

    assertEquals("1", data(context().channels().awaitDeliveries(first, 1).getFirst()));
    assertEquals("2", data(context().channels().awaitDeliveries(second, 1).getFirst()));
  }

  @Test
  final void deliversOnceThoughSubscribedTwice() {
    String channel = freshChannel();
    broker().subscribe(List.of(channel));
    broker().publish(channel, publication("1"), PublishOptions.EPHEMERAL);
    broker().publish(channel, publication("2"), PublishOptions.EPHEMERAL);

    List<Delivery> heard = context().channels().awaitDeliveries(channel, 2);
    assertEquals(List.of("1", "2"), heard.stream().map(BrokerContract::data).toList());
  }

  @Test
  final void subscribesAgainAfterUnsubscribing() {
    String channel = freshChannel();
    broker().unsubscribe(List.of(channel));
    broker().unsubscribe(List.of(channel));
    broker().subscribe(List.of(channel));
    broker().publish(channel, publication("back"), PublishOptions.EPHEMERAL);

    assertEquals("back", data(context().channels().awaitDeliveries(channel, 1).getFirst()));
  }

  @Test
  final void announcesJoinBeforeLeave() {
    String channel = freshChannel();
    ClientInfo client = new ClientInfo("c", "u", bytes("{\"n\":1}"), new byte[0]);
    broker().announce(channel, new Membership(Change.JOIN, client));
    broker().announce(channel, new Membership(Change.LEAVE, client));

    List<Membership> heard = context().channels().awaitMemberships(channel, 2);
    assertEquals(List.of(Change.JOIN, Change.LEAVE), changes(heard));
    assertEquals("c", heard.getFirst().client().client());
    assertEquals("u", heard.getFirst().client().user());
    assertEquals("{\"n\":1}", text(heard.getFirst().client().connInfo()));
  }

  @Test
  final void refusesRepetitionsByKeyOnlyIfItSaysSo() {
    String channel = freshChannel();
    PublishOptions keyed = Options.keyed("key", Duration.ofMinutes(5));
    broker().publish(channel, publication("first"), keyed);
    PublishResult repeated = broker().publish(channel, publication("second"), keyed);
    broker().publish(channel, publication("last"), PublishOptions.EPHEMERAL);

    boolean claims = broker().features().contains(BrokerFeature.IDEMPOTENCY);
    List<Delivery> heard = context().channels().awaitDeliveries(channel, claims ? 2 : 3);
    assertEquals(claims ? Outcome.DUPLICATE : Outcome.ACCEPTED, repeated.outcome());
    assertEquals(
        claims ? List.of("first", "last") : List.of("first", "second", "last"),
        heard.stream().map(BrokerContract::data).toList());
  }

  @Test
  final void keepsStreamsOnlyIfItSaysSo() {
    String channel = freshChannel();
    PublishResult result = broker().publish(channel, publication("1"), Options.history(10));
    boolean numbered = result.position().offset() == 1 && !result.position().epoch().isEmpty();

    assertEquals(broker().features().contains(BrokerFeature.HISTORY), numbered);
    assertEquals(
        result.position(), context().channels().awaitDeliveries(channel, 1).getFirst().position());
  }

  @Test
  final void runsTheContractOfItsFeatures() {
    if (broker().features().contains(BrokerFeature.HISTORY)) {
      assertInstanceOf(HistoryContract.class, this, "a broker with HISTORY runs HistoryContract");
      return;
    }
    assertTrue(
        broker().features().stream().allMatch(BrokerFeature.IDEMPOTENCY::equals),
        () -> "features that make no sense without HISTORY: " + broker().features());
  }

  /** A publication by nobody, with text as data. */
  protected static Publication publication(String text) {
    return new Publication(0, bytes(text), null, Map.of(), 0);
  }

  /** Everything a publisher says, as text, because arrays are not compared by content. */
  static String describe(Publication publication) {
    ClientInfo info = publication.info();
    String by =
        info == null
            ? "nobody"
            : String.join(
                " ", info.client(), info.user(), text(info.connInfo()), text(info.chanInfo()));
    return HexFormat.of().formatHex(publication.data()) + " by " + by;
  }

  static String data(Delivery delivery) {
    return text(delivery.publication().data());
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static List<Change> changes(List<Membership> memberships) {
    return memberships.stream().map(Membership::change).toList();
  }
}
