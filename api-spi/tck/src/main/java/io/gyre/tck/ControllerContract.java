package io.gyre.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.spi.engine.Controller;
import io.gyre.spi.engine.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Controller} does, proved with three nodes of one cluster. Extend it and make
 * the engine, which is asked for once for each node: all of them share one back end, which nobody
 * else uses at the time.
 */
public abstract class ControllerContract {
  private static final AtomicLong CLUSTERS = new AtomicLong(System.nanoTime());
  private static final int LARGE = 512 * 1024;
  private static final int MANY = 200;
  private static final int SENDERS = 8;

  private final String cluster = Long.toString(CLUSTERS.incrementAndGet(), 36);
  private final List<Node> nodes = new ArrayList<>();
  private Node first;
  private Node second;
  private Node third;

  /** Instances are made by JUnit. */
  protected ControllerContract() {}

  /**
   * Makes the engine of one node; the contract runs and stops it. Each node has another {@link
   * FakeContext#node}.
   */
  protected abstract Engine engine(FakeContext context);

  @BeforeEach
  final void startNodes() {
    first = start("first");
    second = start("second");
    third = start("third");
  }

  @AfterEach
  final void stopNodes() {
    nodes.forEach(node -> node.runner().close());
  }

  @Test
  final void broadcastsToEveryNodeButItsOwn() {
    first.broadcast("1");
    assertEquals(List.of("1"), second.heard(1));
    assertEquals(List.of("1"), third.heard(1));
    second.broadcast("2");
    assertEquals(List.of("1", "2"), third.heard(2));
    third.broadcast("3");
    assertEquals(List.of("2", "3"), first.heard(2));
    assertEquals(List.of("1", "3"), second.heard(2));
  }

  @Test
  final void sendsToOneNodeOnly() {
    first.send(second, "to the second");
    assertEquals(List.of("to the second"), second.heard(1));
    second.send(third, "to the third");
    assertEquals(List.of("to the third"), third.heard(1));
    third.broadcast("to all");
    assertEquals(List.of("to all"), first.heard(1));
    assertEquals(List.of("to all", "to the second"), second.heard(2));
  }

  @Test
  final void carriesBytesOfAnyValueAndNumber() {
    byte[] message = new byte[LARGE];
    for (int i = 0; i < message.length; i++) {
      message[i] = (byte) (i * 31);
    }
    first.controller().broadcast(message.clone());
    assertArrayEquals(message, second.awaitMessages(1).getFirst());
    first.controller().send(third.id(), message.clone());
    third.awaitMessages(2).forEach(heard -> assertArrayEquals(message, heard));
  }

  @Test
  final void keepsTheOrderOfOneSender() {
    List<String> sent = IntStream.range(0, MANY).mapToObj("%05d"::formatted).toList();
    sent.forEach(first::broadcast);
    assertEquals(sent, second.inOrder(MANY));
    sent.forEach(message -> second.send(third, message));
    assertEquals(sent, third.inOrder(2 * MANY).subList(MANY, 2 * MANY));
  }

  @Test
  final void givesEachNodeAnArrayOfItsOwn() {
    first.broadcast("mine");
    Arrays.fill(second.awaitMessages(1).getFirst(), (byte) 0);
    assertEquals(List.of("mine"), third.heard(1));
  }

  @Test
  final void losesAndRepeatsNothingUnderManySenders() throws InterruptedException {
    List<String> sent = IntStream.range(0, SENDERS * MANY).mapToObj("%05d"::formatted).toList();
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      List<String> part = sent.subList(i * MANY, (i + 1) * MANY);
      Node from = i % 2 == 0 ? first : second;
      Consumer<String> way = i % 4 < 2 ? from::broadcast : message -> from.send(third, message);
      senders.add(Thread.ofVirtual().start(() -> part.forEach(way)));
    }
    for (Thread sender : senders) {
      sender.join();
    }
    assertEquals(sent, third.heard(sent.size()));
  }

  @Test
  final void takesMessagesForANodeThatNeverWas() {
    first.controller().send(cluster + "-nobody", BrokerContract.bytes("lost"));
    first.broadcast("found");
    assertEquals(List.of("found"), second.heard(1));
    assertEquals(List.of("found"), third.heard(1));
  }

  @Test
  final void tellsNothingToANodeThatStopped() {
    second.runner().stop();
    first.send(second, "lost");
    first.broadcast("found");
    assertEquals(List.of("found"), third.heard(1));
    third.send(first, "answer");
    assertEquals(List.of("answer"), first.heard(1));
    assertEquals(List.of(), second.heard(0));
  }

  private Node start(String name) {
    FakeContext context = new FakeContext(cluster + "-" + name, nodes.size());
    Engine engine = engine(context);
    Node node = new Node(context, engine, ServiceRunner.startReady(engine));
    nodes.add(node);
    return node;
  }

  private record Node(FakeContext context, Engine engine, ServiceRunner runner) {
    String id() {
      return context.node().id();
    }

    Controller controller() {
      return engine.controller().orElseThrow();
    }

    void broadcast(String message) {
      controller().broadcast(BrokerContract.bytes(message));
    }

    void send(Node to, String message) {
      controller().send(to.id(), BrokerContract.bytes(message));
    }

    List<byte[]> awaitMessages(int count) {
      return context.control().awaitMessages(count);
    }

    /** All there are when there are so many, as they came. */
    List<String> inOrder(int count) {
      return awaitMessages(count).stream().map(BrokerContract::text).toList();
    }

    /** The same, sorted: messages of several senders come in any order. */
    List<String> heard(int count) {
      return inOrder(count).stream().sorted().toList();
    }
  }
}
