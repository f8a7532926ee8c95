package io.gyre.tck;

import io.gyre.spi.channel.PublishOptions;
import io.gyre.spi.consumer.CommandRejected;
import io.gyre.spi.consumer.CommandSink;
import io.gyre.spi.error.BackendUnavailable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes commands, remembers them, and fails as a script says. Thread-safe.
 *
 * <p>Two commands are the same if method, payload and channels are: the second is an attempt to
 * repeat the first.
 */
public final class RecordingSink implements CommandSink {

  /** What becomes of an attempt. */
  public enum Verdict {
    /** It takes effect. */
    ACCEPT,
    /** It can never succeed. */
    REJECT,
    /** It fails for now. */
    FAIL,
    /** It waits for {@link RecordingSink#release} and then takes effect. */
    BLOCK
  }

  /**
   * One attempt.
   *
   * @param text method, channels and payload, as one text
   * @param index how many different commands came before this one
   * @param attempt of this command, from 1
   */
  public record Command(String text, int index, int attempt) {}

  /** Decides what becomes of an attempt. */
  @FunctionalInterface
  public interface Script {
    /** The verdict on an attempt. */
    Verdict judge(Command command);
  }

  private final Await changed = new Await();
  private final Map<String, Integer> attempts = new LinkedHashMap<>();
  private final Map<String, Integer> accepted = new HashMap<>();
  private final List<Command> calls = new ArrayList<>();
  private Script script = _ -> Verdict.ACCEPT;
  private boolean released;
  private int inside;
  private int insideMax;

  /** Makes a sink that accepts everything. */
  public RecordingSink() {}

  /** Replaces the script, for attempts that come later. */
  public void script(Script next) {
    changed.change(() -> {
      script = next;
      released = false;
    });
  }

  /** Lets blocked attempts go on. */
  public void release() {
    changed.change(() -> released = true);
  }

  @Override
  public void apply(String method, byte[] payload) throws CommandRejected, InterruptedException {
    take(method + ' ' + new String(payload, StandardCharsets.UTF_8));
  }

  @Override
  public void publish(Collection<String> channels, byte[] data, PublishOptions options)
      throws CommandRejected, InterruptedException {
    take("publish " + channels + ' ' + new String(data, StandardCharsets.UTF_8));
  }

  /** Every attempt so far. */
  public List<Command> calls() {
    return changed.read(() -> List.copyOf(calls));
  }

  /** Every command seen, in the order of first attempts. */
  public List<String> seen() {
    return changed.read(() -> List.copyOf(attempts.keySet()));
  }

  /** How often each accepted command was accepted. */
  public Map<String, Integer> accepted() {
    return changed.read(() -> Map.copyOf(accepted));
  }

  /** How many attempts were made at once, at most. */
  public int insideMax() {
    return changed.read(() -> insideMax);
  }

  /** Waits until so many different commands were accepted. */
  public void awaitAccepted(int count) {
    changed.until(
        count + " accepted commands", () -> accepted.size() >= count, () -> calls.toString());
  }

  /** Waits until so many different commands were attempted. */
  public void awaitSeen(int count) {
    changed.until(count + " commands", () -> attempts.size() >= count, () -> calls.toString());
  }

  private void take(String text) throws CommandRejected, InterruptedException {
    Verdict verdict = enter(text);
    try {
      switch (verdict) {
        case ACCEPT -> changed.change(() -> accepted.merge(text, 1, Integer::sum));
        case REJECT -> throw new CommandRejected("scripted");
        case FAIL -> throw new BackendUnavailable("scripted", new IllegalStateException());
        case BLOCK -> {
          changed.block(() -> released);
          changed.change(() -> accepted.merge(text, 1, Integer::sum));
        }
      }
    } finally {
      changed.change(() -> inside--);
    }
  }

  private Verdict enter(String text) {
    List<Verdict> verdict = new ArrayList<>(1);
    changed.change(() -> {
      insideMax = Math.max(insideMax, ++inside);
      int attempt = attempts.merge(text, 1, Integer::sum);
      int index = new ArrayList<>(attempts.keySet()).indexOf(text);
      Command command = new Command(text, index, attempt);
      calls.add(command);
      verdict.add(script.judge(command));
    });
    return verdict.getFirst();
  }
}
