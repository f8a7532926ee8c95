package io.gyre.core.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.core.session.PublishRequest;
import io.gyre.core.simulation.ClientWire.Wish;
import io.gyre.spi.error.Disconnect;
import io.gyre.spi.transport.Connection;
import io.gyre.spi.transport.ConnectionInfo;
import io.gyre.spi.transport.Encoding;
import io.gyre.spi.transport.Frame;
import io.gyre.spi.transport.Session;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The log at trace level shows what subscribers are sent, in words whatever their encoding. */
final class TracedPublicationsTest {
  private static final Logger LOGGER = Logger.getLogger("gyre.trace");
  private static final String CHANNEL = "stream:0";

  private final SimulatedNode node = new SimulatedNode(new SplittableRandom(1), 1, false);
  private final Lines lines = new Lines();

  @BeforeEach
  void listen() {
    LOGGER.setLevel(Level.ALL);
    LOGGER.setUseParentHandlers(false);
    LOGGER.addHandler(lines);
  }

  @AfterEach
  void forget() {
    LOGGER.removeHandler(lines);
    LOGGER.setUseParentHandlers(true);
    LOGGER.setLevel(null);
  }

  @ParameterizedTest
  @EnumSource(Encoding.class)
  void showsEachPublicationAsItsSubscriberReadsIt(Encoding encoding) {
    subscribe(encoding, false);
    subscribe(encoding, true);
    String text = "a text that is long enough for a delta to be shorter";
    publish("{\"n\":1,\"text\":\"" + text + "\"}");
    publish("{\"n\":2,\"text\":\"" + text + "\"}");
    assertEquals(4, lines.publications.size(), lines.publications.toString());
    assertEquals(
        Set.of(
            "\"data\":{\"n\":1,\"text\":\"" + text + "\"},\"offset\":1",
            "\"data\":\"{\\\"n\\\":1,\\\"text\\\":\\\"" + text + "\\\"}\",\"offset\":1"),
        Set.copyOf(lines.publications.subList(0, 2)));
    Set<String> second = new HashSet<>(lines.publications.subList(2, 4));
    assertTrue(second.remove("\"data\":{\"n\":2,\"text\":\"" + text + "\"},\"offset\":2"));
    String delta = second.iterator().next();
    assertTrue(delta.endsWith("\"offset\":2,\"delta\":true"), delta);
  }

  private void subscribe(Encoding encoding, boolean delta) {
    ClientWire wire = new ClientWire(encoding);
    var info = new ConnectionInfo("sim", encoding, false, false, false, "sim", Map.of());
    Session session = node.node().open(new Deaf(), info);
    byte[] frame =
        wire.frame(
            List.of(
                wire.connect(1, "", List.of()),
                wire.subscribe(2, new Wish(CHANNEL, false, 0, "", delta, false))));
    node.onShard(session.shard(), () -> session.receive(frame));
    node.settle();
  }

  private void publish(String data) {
    node.node()
        .publish(
            CHANNEL,
            new PublishRequest(data.getBytes(UTF_8), Map.of(), null, false, "", 0, "", false));
    node.settle();
  }

  /** A connection that nobody reads. */
  private static final class Deaf implements Connection {
    @Override
    public int send(Frame frame) {
      return 0;
    }

    @Override
    public void close(Disconnect disconnect) {
      throw new AssertionError("closed: " + disconnect);
    }

    @Override
    public void readable(boolean wanted) {
      // nothing comes that could wait
    }
  }

  /** Keeps the publications among the lines, without channel, client and epoch. */
  private static final class Lines extends Handler {
    private final List<String> publications = new ArrayList<>();

    @Override
    public void publish(LogRecord entry) {
      String line = entry.getMessage();
      int begin = line.indexOf("{\"push\":{\"channel\":\"" + CHANNEL + "\",\"pub\":{");
      if (begin >= 0) {
        publications.add(
            line.substring(line.indexOf("\"data\"", begin), line.length() - 3)
                .replaceAll(",\"epoch\":\"[^\"]*\"", ""));
      }
    }

    @Override
    public void flush() {
      // a list needs none
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
