package io.gyre.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.core.meter.NodeMeters;
import io.gyre.core.session.Registry;
import io.gyre.spi.engine.Controller;
import io.gyre.spi.error.ClientErrorException;
import io.gyre.tck.NodesInMemory;
import io.gyre.tck.ServiceRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PeersTest {
  private static final byte[] FRAME = {'{', '}'};

  private final NodesInMemory network = new NodesInMemory();
  private final List<ServiceRunner> running = new ArrayList<>();
  private final AtomicLong elapsed = new AtomicLong();

  @AfterEach
  void stop() {
    running.forEach(ServiceRunner::close);
  }

  @Test
  void aNodeThatSaidItLivesTakesCommandsAndOneThatLeftDoesNot() throws Exception {
    Peers here = start("here", Duration.ofSeconds(30));
    assertFalse(here.emulate("there", "session", FRAME), "nobody is there yet");
    start("there", Duration.ofSeconds(30));
    awaitKnown(here, "there");
    assertTrue(here.emulate("there", "gone", FRAME), "a session that is gone is no failure");
    running.getLast().stop();
    while (here.emulate("there", "session", FRAME)) {
      Thread.yield();
    }
  }

  @Test
  void nodesThatStartTogetherKnowEachOther() throws Exception {
    Peers one = start("one", Duration.ofSeconds(30));
    Peers two = start("two", Duration.ofSeconds(30));
    awaitKnown(one, "two");
    awaitKnown(two, "one");
  }

  @Test
  void aNodeThatIsSilentForLongIsForgotten() throws Exception {
    Peers here = start("here", Duration.ofSeconds(30));
    start("there", Duration.ofSeconds(30));
    awaitKnown(here, "there");
    network.cutOff("there");
    elapsed.addAndGet(Duration.ofSeconds(8).toNanos());
    assertFalse(here.emulate("there", "session", FRAME));
  }

  @Test
  void aNodeThatDoesNotAnswerIsAFailure() throws Exception {
    Peers here = start("here", Duration.ofMillis(1));
    start("there", Duration.ofSeconds(30));
    network.cutOff("there");
    while (isUnknown(here, "there")) {
      Thread.yield();
    }
    assertThrows(ClientErrorException.class, () -> here.emulate("there", "session", FRAME));
  }

  @Test
  void aNodeThatLeavesEndsTheCallsThatWaitForIt() throws Exception {
    CountDownLatch known = new CountDownLatch(1);
    AtomicReference<Controller> mute = new AtomicReference<>(Peers.alone());
    mute.set(
        network.join(
            "mute",
            message -> {
              switch (ControlMessage.of(message).orElseThrow()) {
                case ControlMessage.Alive alive when !alive.anyoneThere() -> known.countDown();
                case ControlMessage.Commands _ ->
                    mute.get().broadcast(new ControlMessage.Gone("mute").encode());
                case ControlMessage.Alive _, ControlMessage.Gone _, ControlMessage.Taken _ -> {}
              }
            }));
    Peers here = start("here", Duration.ofMinutes(10));
    mute.get().broadcast(new ControlMessage.Alive("mute", false).encode());
    known.await();
    assertFalse(here.emulate("mute", "session", FRAME));
  }

  @Test
  void whatAnotherVersionSaysIsLeftAlone() {
    assertEquals(Optional.empty(), ControlMessage.of(new byte[] {2, 'a'}));
    assertEquals(Optional.empty(), ControlMessage.of(new byte[] {1, 'z'}));
    assertEquals(Optional.empty(), ControlMessage.of(new byte[] {1, 'a', 0, 9, 'x'}));
    assertEquals(Optional.empty(), ControlMessage.of(new byte[0]));
  }

  private Peers start(String id, Duration answerMax) {
    NodeMeters meters = new NodeMeters();
    ControlInbox inbox = new ControlInbox(meters);
    Peers peers =
        new Peers(
            id,
            new Registry(1),
            inbox,
            network.join(id, inbox),
            meters,
            () -> System.nanoTime() + elapsed.get(),
            new Peers.Times(Duration.ofSeconds(3), Duration.ofSeconds(7), answerMax));
    running.add(ServiceRunner.startReady(peers));
    return peers;
  }

  private static void awaitKnown(Peers peers, String node) {
    while (isUnknown(peers, node)) {
      Thread.yield();
    }
  }

  private static boolean isUnknown(Peers peers, String node) {
    try {
      return !peers.emulate(node, "nobody", FRAME);
    } catch (ClientErrorException known) {
      return false;
    }
  }
}
