package io.gyre.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.spi.Service;
import io.gyre.tck.RecordingSink.Command;
import io.gyre.tck.RecordingSink.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every consumer does: it accounts for every command of its source, whatever the sink answers.
 *
 * <pre>{@code
 * class MyConsumerTest extends ConsumerContract {
 *   @Override
 *   protected Service consumer(FakeContext context) {
 *     return new MyConsumerProvider().create(config, context);
 *   }
 *
 *   @Override
 *   protected void offer(List<String> ids) {
 *     ids.forEach(id -> myQueue.add("a publish command whose data holds " + id));
 *   }
 * }
 * }</pre>
 */
public abstract class ConsumerContract {
  private static final int COMMANDS = 20;
  private static final int VICTIM = 3;

  private final FakeContext context = new FakeContext();
  private Service consumer;
  private Optional<ServiceRunner> running = Optional.empty();

  /** Instances are made by JUnit. */
  protected ConsumerContract() {}

  /** Makes the consumer under test, with an empty source; the contract runs and stops it. */
  protected abstract Service consumer(FakeContext context);

  /**
   * Makes the source hold one command for each id; the payload of the command contains the id. A
   * consumer that makes up its commands itself does nothing here.
   */
  protected abstract void offer(List<String> ids);

  /** How many commands may be in the sink at once. */
  protected int parallelMax() {
    return 1;
  }

  @BeforeEach
  final void makeConsumer() {
    consumer = consumer(context);
    offer(IntStream.range(0, COMMANDS).mapToObj(i -> "tck-id-" + (1000 + i)).toList());
  }

  @AfterEach
  final void stopConsumer() {
    sink().release();
    running.ifPresent(ServiceRunner::close);
  }

  @Test
  final void appliesEveryCommandOnceWhenNothingFails() {
    start();
    sink().awaitAccepted(COMMANDS);
    stop();
    sink().accepted().forEach((command, times) -> assertEquals(1, times, command));
    assertTrue(
        sink().insideMax() <= parallelMax(), () -> "at once in the sink: " + sink().insideMax());
  }

  @Test
  final void skipsPoisonAndGoesOn() {
    sink().script(verdictOnVictim(_ -> true, Verdict.REJECT));
    start();
    sink().awaitAccepted(COMMANDS - 1);
    stop();
    List<Command> attempts = attemptsOnVictim();
    assertEquals(1, attempts.size(), "what can never succeed is not tried again");
    assertEquals(0, sink().accepted().getOrDefault(attempts.getFirst().text(), 0));
  }

  @Test
  final void triesAgainWhatFailedForNow() {
    sink().script(verdictOnVictim(command -> command.attempt() <= 4, Verdict.FAIL));
    startAndRestart();
    sink().awaitAccepted(COMMANDS);
    stop();
    assertTrue(attemptsOnVictim().size() >= 5, () -> "attempts: " + attemptsOnVictim());
    assertEquals(1, sink().accepted().get(attemptsOnVictim().getFirst().text()));
  }

  @Test
  final void waitsForTheSink() {
    sink().script(verdictOnVictim(_ -> true, Verdict.BLOCK));
    start();
    sink().awaitSeen(VICTIM + 1);
    if (parallelMax() == 1) {
      assertEquals(VICTIM + 1, sink().seen().size(), "the consumer did not wait");
    }
    sink().release();
    sink().awaitAccepted(COMMANDS);
    stop();
  }

  @Test
  final void losesNothingWhenItIsStoppedInTheMiddle() {
    sink().script(verdictOnVictim(command -> command.attempt() == 1, Verdict.BLOCK));
    start();
    sink().awaitSeen(VICTIM + 1);
    running.orElseThrow().requestStop();
    sink().release();
    stop();
    start();
    sink().awaitAccepted(COMMANDS);
    stop();
  }

  @Test
  final void endsAtOnceWhenItHasNothingToDoOrMuch() {
    start();
    stop();
    start();
    sink().awaitSeen(1);
    stop();
  }

  private RecordingSink sink() {
    return context.sink();
  }

  private void start() {
    running = Optional.of(ServiceRunner.startReady(consumer));
  }

  /** As the server does: a run that fails is followed by another. */
  private void startAndRestart() {
    Service supervised =
        run -> {
          boolean failed = true;
          while (failed && !run.stopping()) {
            failed = failed(() -> consumer.run(run));
          }
        };
    running = Optional.of(ServiceRunner.startReady(supervised));
  }

  private static boolean failed(Attempt attempt) throws InterruptedException {
    try {
      attempt.run();
      return false;
    } catch (InterruptedException interrupted) {
      throw interrupted;
    } catch (Exception expected) {
      return true;
    }
  }

  private void stop() {
    running.ifPresent(ServiceRunner::stop);
    running = Optional.empty();
  }

  private List<Command> attemptsOnVictim() {
    return sink().calls().stream().filter(command -> command.index() == VICTIM).toList();
  }

  private static RecordingSink.Script verdictOnVictim(Predicate<Command> when, Verdict verdict) {
    return command -> command.index() == VICTIM && when.test(command) ? verdict : Verdict.ACCEPT;
  }

  @FunctionalInterface
  private interface Attempt {
    void run() throws Exception;
  }
}
