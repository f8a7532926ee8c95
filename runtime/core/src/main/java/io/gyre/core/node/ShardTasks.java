package io.gyre.core.node;

import io.gyre.core.errors.ClientErrors;
import io.gyre.core.hub.Shard;
import io.gyre.spi.error.ClientErrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Runs something on every shard and waits for all, with a deadline. */
final class ShardTasks {
  private static final long WAIT_SECONDS_MAX = 10;

  private final List<Shard> shards;

  ShardTasks(List<Shard> shards) {
    this.shards = shards;
  }

  /**
   * The task's result on each shard.
   *
   * @throws ClientErrorException with code 100 if a shard does not answer in time
   */
  <T> List<T> onEach(Function<Shard, T> task) {
    List<CompletableFuture<T>> answers = new ArrayList<>(shards.size());
    for (Shard shard : shards) {
      CompletableFuture<T> answer = new CompletableFuture<>();
      shard.execute(() -> {
        try {
          answer.complete(task.apply(shard));
        } catch (RuntimeException e) {
          answer.completeExceptionally(e);
        }
      });
      answers.add(answer);
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS_MAX);
    List<T> results = new ArrayList<>(shards.size());
    for (CompletableFuture<T> answer : answers) {
      results.add(await(answer, deadline - System.nanoTime()));
    }
    return results;
  }

  private static <T> T await(CompletableFuture<T> answer, long nanos) {
    try {
      return answer.get(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientErrorException(ClientErrors.INTERNAL);
    } catch (TimeoutException e) {
      throw new ClientErrorException(ClientErrors.INTERNAL);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }
}
