package io.gyre.core.node;

import io.gyre.core.errors.ClientErrors;
import io.gyre.core.meter.MessageKind;
import io.gyre.core.meter.NodeMeters;
import io.gyre.core.session.Registry;
import io.gyre.spi.Run;
import io.gyre.spi.Service;
import io.gyre.spi.engine.Controller;
import io.gyre.spi.error.ClientErrorException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The other nodes of the cluster: which there are, and the way to sessions that are theirs.
 * Thread-safe. As a service it hears them and lets them know that this node lives.
 */
public final class Peers implements Service {
  private static final System.Logger LOG = System.getLogger("gyre.peers");
  private static final Times TIMES =
      new Times(Duration.ofSeconds(3), Duration.ofSeconds(7), Duration.ofSeconds(5));
  private static final int CALLS_MAX = 10_000;

  private final String self;
  private final Registry registry;
  private final ControlInbox inbox;
  private final Controller controller;
  private final NodeMeters meters;
  private final LongSupplier nanoTime;
  private final Times times;
  private final ConcurrentHashMap<String, Long> heardAt = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Long, Call> calls = new ConcurrentHashMap<>();
  private final Semaphore permits = new Semaphore(CALLS_MAX);
  private final AtomicLong lastCall = new AtomicLong();
  private boolean unheard;

  /**
   * Makes the peers of a node.
   *
   * @param self the node's id
   * @param registry its sessions
   * @param inbox where its engine puts what other nodes say
   * @param controller the way to them
   * @param nanoTime a monotonic clock
   */
  public Peers(
      String self,
      Registry registry,
      ControlInbox inbox,
      Controller controller,
      NodeMeters meters,
      LongSupplier nanoTime) {
    this(self, registry, inbox, controller, meters, nanoTime, TIMES);
  }

  /** The same with times of a test. */
  Peers(
      String self,
      Registry registry,
      ControlInbox inbox,
      Controller controller,
      NodeMeters meters,
      LongSupplier nanoTime,
      Times times) {
    this.self = self;
    this.registry = registry;
    this.inbox = inbox;
    this.controller = controller;
    this.meters = meters;
    this.nanoTime = nanoTime;
    this.times = times;
  }

  /**
   * How long what may last.
   *
   * @param announceEvery how often a node says that it lives
   * @param silentMax without that, until it counts as gone
   * @param answerMax until a call without an answer has failed
   */
  record Times(Duration announceEvery, Duration silentMax, Duration answerMax) {}

  /** A node without others: what it would say goes nowhere. */
  public static Controller alone() {
    return Alone.INSTANCE;
  }

  private enum Alone implements Controller {
    INSTANCE;

    @Override
    public void broadcast(byte[] message) {}

    @Override
    public void send(String nodeId, byte[] message) {}
  }

  /** A call that waits for its answer; false if the node went away meanwhile. */
  private record Call(String node, CompletableFuture<Boolean> answer) {}

  /**
   * Hands a frame to a session of another node, which has it when this returns.
   *
   * @return false if that node is not known; whether it knows the session is not said
   * @throws ClientErrorException if the node does not answer, or too many answers are awaited
   */
  boolean emulate(String node, String session, byte[] frame) {
    if (!permits.tryAcquire()) {
      throw new ClientErrorException(ClientErrors.INTERNAL);
    }
    long id = lastCall.incrementAndGet();
    Call call = new Call(node, new CompletableFuture<>());
    calls.put(id, call);
    try {
      if (!isKnown(node)) { // asked when the call is there to be ended, should the node leave now
        return false;
      }
      send(node, new ControlMessage.Commands(self, id, session, frame));
      return call.answer().get(times.answerMax().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientErrorException(ClientErrors.INTERNAL);
    } catch (TimeoutException | ExecutionException noAnswer) {
      throw new ClientErrorException(ClientErrors.INTERNAL);
    } finally {
      calls.remove(id);
      permits.release();
    }
  }

  /** How many other nodes live. */
  int count() {
    return (int) heardAt.keySet().stream().filter(this::isKnown).count();
  }

  private boolean isKnown(String node) {
    Long heard = heardAt.get(node);
    return heard != null && nanoTime.getAsLong() - heard <= times.silentMax().toNanos();
  }

  private void send(String node, ControlMessage message) {
    meters.sent(MessageKind.CONTROL);
    controller.send(node, message.encode());
  }

  @Override
  public void run(Run run) throws InterruptedException {
    run.onStop(inbox::wake);
    announce(new ControlMessage.Alive(self, true));
    run.ready();
    long next = nanoTime.getAsLong() + times.announceEvery().toNanos();
    while (!run.stopping()) {
      byte[] message = inbox.take(next - nanoTime.getAsLong());
      if (message != null) {
        ControlMessage.of(message).ifPresent(this::hear);
      }
      if (nanoTime.getAsLong() - next >= 0) {
        next += times.announceEvery().toNanos();
        announce(new ControlMessage.Alive(self, false));
        heardAt.keySet().stream().filter(node -> !isKnown(node)).forEach(this::forget);
      }
    }
    announce(new ControlMessage.Gone(self));
  }

  /** An engine that is away comes back by itself; until then this node is alone. */
  private void announce(ControlMessage message) {
    try {
      meters.sent(MessageKind.CONTROL);
      controller.broadcast(message.encode());
      unheard = false;
    } catch (RuntimeException away) {
      if (!unheard) {
        LOG.log(Level.WARNING, "other nodes cannot be told of this one cause=" + away);
      }
      unheard = true;
    }
  }

  private void hear(ControlMessage message) {
    switch (message) {
      case ControlMessage.Alive(String node, boolean anyoneThere) -> {
        boolean isNew = heardAt.put(node, nanoTime.getAsLong()) == null;
        if (isNew || anyoneThere) {
          answer(node, new ControlMessage.Alive(self, false));
        }
      }
      case ControlMessage.Gone(String node) -> forget(node);
      case ControlMessage.Commands commands -> {
        registry.byId(commands.session()).ifPresent(one -> one.receive(commands.frame()));
        answer(commands.node(), new ControlMessage.Taken(commands.call()));
      }
      case ControlMessage.Taken(long call) -> {
        Call waiting = calls.get(call);
        if (waiting != null) {
          waiting.answer().complete(true);
        }
      }
    }
  }

  /** Elsewhere, because it may block; there are at most as many as the others have calls. */
  private void answer(String node, ControlMessage message) {
    Thread.ofVirtual()
        .name("peer-answer")
        .start(() -> {
          try {
            send(node, message);
          } catch (RuntimeException away) {
            LOG.log(Level.DEBUG, "answer was not sent cause=" + away);
          }
        });
  }

  private void forget(String node) {
    heardAt.remove(node);
    for (Map.Entry<Long, Call> entry : calls.entrySet()) {
      if (entry.getValue().node().equals(node)) {
        entry.getValue().answer().complete(false);
      }
    }
  }
}
