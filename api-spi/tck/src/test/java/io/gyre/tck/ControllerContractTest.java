package io.gyre.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.gyre.spi.Run;
import io.gyre.spi.engine.Broker;
import io.gyre.spi.engine.ControlListener;
import io.gyre.spi.engine.Controller;
import io.gyre.spi.engine.Engine;
import io.gyre.spi.engine.PresenceManager;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The contract of controllers is worth something: each of these small faults makes it fail. */
class ControllerContractTest {

  @Test
  void acceptsAControllerWithoutFault() {
    TestExecutionSummary summary = run(NoFault.class);
    assertEquals(0, summary.getTestsFailedCount());
    assertEquals(8, summary.getTestsSucceededCount());
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        HearsItself.class,
        SendsToAll.class,
        SaysItTwice.class,
        SwapsMessages.class,
        SharesItsArrays.class,
        CutsLongMessages.class,
        WantsToKnowTheNode.class,
        HearsAfterItsEnd.class
      })
  void findsTheFault(Class<?> faulty) {
    assertTrue(run(faulty).getTestsFailedCount() > 0, () -> "nothing found in " + faulty);
  }

  private static TestExecutionSummary run(Class<?> contract) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selectClass(contract)).build(),
            listener);
    return listener.getSummary();
  }

  static class NoFault extends Faulty {}

  static class HearsItself extends Faulty {
    @Override
    void broadcast(Way way, byte[] message) {
      way.real().broadcast(message);
      way.context().control().onControl(message);
    }
  }

  static class SendsToAll extends Faulty {
    @Override
    void send(Way way, String nodeId, byte[] message) {
      way.real().broadcast(message);
    }
  }

  static class SaysItTwice extends Faulty {
    @Override
    void send(Way way, String nodeId, byte[] message) {
      way.real().send(nodeId, message);
      way.real().send(nodeId, message);
    }
  }

  static class SwapsMessages extends Faulty {
    private byte[] held = new byte[0];

    @Override
    void broadcast(Way way, byte[] message) {
      if (BrokerContract.text(message).equals("00001")) {
        held = message;
        return;
      }
      way.real().broadcast(message);
      if (BrokerContract.text(message).equals("00002")) {
        way.real().broadcast(held);
      }
    }
  }

  static class SharesItsArrays extends Faulty {
    private byte[] last = new byte[0];

    @Override
    ControlListener ear(FakeContext context) {
      return message -> context.control().onControl(shared(message));
    }

    private synchronized byte[] shared(byte[] message) {
      if (!Arrays.equals(last, message)) {
        last = message;
      }
      return last;
    }
  }

  static class CutsLongMessages extends Faulty {
    @Override
    void broadcast(Way way, byte[] message) {
      way.real().broadcast(Arrays.copyOf(message, Math.min(message.length, 64 * 1024)));
    }
  }

  static class WantsToKnowTheNode extends Faulty {
    @Override
    void send(Way way, String nodeId, byte[] message) {
      if (nodeId.endsWith("nobody")) {
        throw new IllegalArgumentException("unknown node=" + nodeId);
      }
      way.real().send(nodeId, message);
    }
  }

  static class HearsAfterItsEnd extends Faulty {
    @Override
    void leave(FakeContext context) {}
  }

  /** Nodes in memory with one thing wrong. */
  abstract static class Faulty extends ControllerContract {
    private final NodesInMemory network = new NodesInMemory();

    @Override
    protected Engine engine(FakeContext context) {
      Controller real = network.join(context.node().id(), ear(context));
      return new ControlEngine(new Way(this, context, real));
    }

    ControlListener ear(FakeContext context) {
      return context.control();
    }

    void broadcast(Way way, byte[] message) {
      way.real().broadcast(message);
    }

    void send(Way way, String nodeId, byte[] message) {
      way.real().send(nodeId, message);
    }

    void leave(FakeContext context) {
      network.leave(context.node().id());
    }
  }

  private record Way(Faulty fault, FakeContext context, Controller real) implements Controller {
    @Override
    public void broadcast(byte[] message) {
      fault.broadcast(this, message);
    }

    @Override
    public void send(String nodeId, byte[] message) {
      fault.send(this, nodeId, message);
    }
  }

  private record ControlEngine(Way way) implements Engine {
    @Override
    public Optional<Broker> broker() {
      return Optional.empty();
    }

    @Override
    public Optional<PresenceManager> presence() {
      return Optional.empty();
    }

    @Override
    public Optional<Controller> controller() {
      return Optional.of(way);
    }

    @Override
    public void run(Run run) throws InterruptedException {
      run.ready();
      run.awaitStop();
      way.fault().leave(way.context());
    }
  }
}
