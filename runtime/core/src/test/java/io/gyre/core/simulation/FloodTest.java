package io.gyre.core.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.spi.error.Disconnect;
import io.gyre.spi.transport.Connection;
import io.gyre.spi.transport.ConnectionInfo;
import io.gyre.spi.transport.Encoding;
import io.gyre.spi.transport.Frame;
import io.gyre.spi.transport.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Clients that send faster than their commands can be handled, or take nothing. */
final class FloodTest {
  private static final int COMMAND_BYTES = 32 * 1024;
  private final SimulatedNode node = new SimulatedNode(new SplittableRandom(1), 1, true);

  @Test
  void aClientThatSendsBySeparateRequestsIsSentAway() {
    Peer peer = new Peer(true);
    peer.blockInEngine();
    for (int i = 0; i < 40; i++) {
      peer.says(large(i + 3));
    }
    turn();
    assertEquals(3013, peer.closedWith);
    assertTrue(peer.readable, "its stream is heard to the end");
  }

  @Test
  void whatWaitsOfItIsHandledInOrderIfItIsNotTooMuch() {
    Peer peer = new Peer(true);
    peer.blockInEngine();
    for (int i = 0; i < 20; i++) {
      peer.says(large(i + 3));
    }
    node.settle();
    assertEquals(0, peer.closedWith);
    assertEquals(22, peer.frames.stream().mapToInt(frame -> frame.split("\n").length).sum());
    assertTrue(peer.frames.getLast().contains("\"id\":22"), peer.frames.getLast());
  }

  @Test
  void aClientWithAConnectionIsReadNoFurther() {
    Peer peer = new Peer(false);
    peer.blockInEngine();
    for (int i = 0; i < 5; i++) {
      peer.says(large(i + 3));
    }
    turn();
    assertFalse(peer.readable, "it is not read");
    node.settle();
    assertTrue(peer.readable, "it is read again");
    assertEquals(0, peer.closedWith);
  }

  @Test
  void aClientWhoseCallsTheEngineDoesNotAnswerIsToldToComeLater() {
    Peer peer = new Peer(false);
    String answer = peer.frames.getFirst();
    int client = answer.indexOf("\"client\":\"") + "\"client\":\"".length();
    String clientId = answer.substring(client, answer.indexOf('"', client));
    for (int i = 0; i < 2000; i++) {
      node.subscribeByApi(clientId, "s:" + i, null);
      node.unsubscribeByApi(clientId, "s:" + i);
      turn();
    }
    int said = peer.frames.size();
    peer.says("{\"id\":2,\"subscribe\":{\"channel\":\"s:x\"}}");
    turn();
    String late = String.join("", peer.frames.subList(said, peer.frames.size()));
    assertTrue(late.contains("{\"id\":2,\"error\":{\"code\":111,"), late);
    node.settle(); // the engine answers after all
    peer.says("{\"id\":3,\"subscribe\":{\"channel\":\"s:x\"}}");
    node.settle();
    assertTrue(peer.frames.getLast().contains("{\"id\":3,\"subscribe\":"), peer.frames.getLast());
  }

  @Test
  void aClientThatTakesNothingGoesAsAWriteError() {
    Peer peer = new Peer(false);
    peer.session.stalled();
    turn();
    assertEquals(3009, peer.closedWith);
  }

  private static String large(int id) {
    return "{\"id\":%d,\"rpc\":{\"method\":\"%s\"}}".formatted(id, "x".repeat(COMMAND_BYTES));
  }

  private void turn() {
    node.shards().getFirst().turn();
  }

  private final class Peer implements Connection {
    private final List<String> frames = new ArrayList<>();
    private final Session session;
    private boolean readable = true;
    private int closedWith;

    Peer(boolean emulated) {
      var info = new ConnectionInfo("sim", Encoding.JSON, false, emulated, false, "sim", Map.of());
      this.session = node.node().open(this, info);
      says("{\"id\":1,\"connect\":{}}");
      node.settle();
    }

    /** Its second command waits for an answer that does not come yet. */
    void blockInEngine() {
      says("{\"id\":2,\"subscribe\":{\"channel\":\"s:0\"}}");
      turn();
    }

    void says(String frame) {
      session.receive(frame.getBytes(UTF_8));
    }

    @Override
    public int send(Frame frame) {
      frames.add(new String(frame.payload(), UTF_8));
      return 0;
    }

    @Override
    public void close(Disconnect disconnect) {
      closedWith = disconnect.code();
    }

    @Override
    public void readable(boolean wanted) {
      readable = wanted;
    }
  }
}
