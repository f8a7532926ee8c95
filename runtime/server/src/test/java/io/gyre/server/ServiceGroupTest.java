package io.gyre.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.server.ServiceGroup.Member;
import io.gyre.server.ServiceGroup.OnFailure;
import io.gyre.spi.Service;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ServiceGroupTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private final SilentMeters meters = new SilentMeters();
  private final BlockingQueue<String> failed = new LinkedBlockingQueue<>();
  private final BackOff atOnce = new BackOff(Duration.ZERO, Duration.ZERO, new SplittableRandom(1));
  private final ServiceGroup group =
      new ServiceGroup(atOnce, meters, (name, failure) -> failed.add(name + " " + failure));

  @Test
  void aServiceRunsOnAThreadThatCarriesItsName() throws Exception {
    BlockingQueue<String> names = new SynchronousQueue<>();
    group.start(
        List.of(needed("engine/memory", run -> names.put(Thread.currentThread().getName()))));
    assertEquals("engine/memory", names.take());
    group.stop(LONG);
  }

  @Test
  void theStartWaitsForWhatTheNodeNeeds() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    group.start(
        List.of(
            needed(
                "engine/slow",
                run -> {
                  release.await();
                  run.ready();
                  run.awaitStop();
                })));
    assertEquals(List.of("engine/slow"), group.degraded());
    release.countDown();
    group.awaitReady();
    assertEquals(List.of(), group.degraded());
    group.stop(LONG);
  }

  @Test
  void aFailureBeforeReadinessFailsTheStart() {
    group.start(
        List.of(
            needed(
                "engine/broken",
                run -> {
                  throw new IllegalStateException("no route");
                })));
    ServiceFailed failure = assertThrows(ServiceFailed.class, group::awaitReady);
    assertTrue(failure.toString().contains("engine/broken"), failure.toString());
    assertTrue(failure.toString().contains("no route"), failure.toString());
  }

  @Test
  void aFailureOfANeededServiceIsToldToTheNode() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    group.start(
        List.of(
            needed(
                "transport/tcp",
                run -> {
                  run.ready();
                  release.await();
                  throw new java.io.IOException("listener gone");
                })));
    group.awaitReady();
    release.countDown();
    assertTrue(failed.take().startsWith("transport/tcp java.io.IOException"));
    group.stop(LONG);
  }

  @Test
  void aConsumerIsStartedAgainAndCounted() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch third = new CountDownLatch(1);
    group.start(
        List.of(
            optional(
                "consumer/kafka/orders",
                run -> {
                  if (runs.incrementAndGet() < 3) {
                    throw new AssertionError("an error must not end the supervision either");
                  }
                  run.ready();
                  third.countDown();
                  run.awaitStop();
                })));
    third.await();
    assertEquals(2, meters.count("gyre_service_restarts_total"));
    assertEquals(List.of(), group.degraded());
    assertTrue(failed.isEmpty());
    group.stop(LONG);
  }

  @Test
  void theStartDoesNotWaitForAConsumer() throws Exception {
    group.start(List.of(optional("consumer/kafka/orders", run -> run.awaitStop())));
    group.awaitReady();
    assertEquals(List.of("consumer/kafka/orders"), group.degraded());
    group.stop(LONG);
  }

  @Test
  void returningIsACleanEnd() throws Exception {
    group.start(List.of(needed("engine/nothing-to-do", run -> {})));
    group.awaitReady();
    assertEquals(List.of(), group.degraded());
    group.stop(LONG);
    assertTrue(failed.isEmpty());
  }

  @Test
  void theLastWaveStopsFirst() throws Exception {
    BlockingQueue<String> ended = new LinkedBlockingQueue<>();
    group.start(List.of(needed("engine", endsInto(ended, "engine"))));
    group.awaitReady();
    group.start(List.of(needed("consumer", endsInto(ended, "consumer"))));
    group.awaitReady();
    group.stop(LONG);
    assertEquals(List.of("consumer", "engine"), List.copyOf(ended));
  }

  @Test
  void aStopWakesABlockingCall() throws Exception {
    CountDownLatch inCall = new CountDownLatch(1);
    CountDownLatch call = new CountDownLatch(1);
    group.start(
        List.of(
            needed(
                "engine/blocking",
                run -> {
                  run.onStop(call::countDown);
                  run.ready();
                  inCall.countDown();
                  call.await();
                })));
    inCall.await();
    group.stop(LONG);
    assertEquals(0, call.getCount());
  }

  @Test
  void aStopEndsTheWaitForTheNextAttempt() throws Exception {
    BackOff aDay = new BackOff(Duration.ofDays(1), Duration.ofDays(1), new SplittableRandom(1));
    CountDownLatch failing = new CountDownLatch(1);
    ServiceGroup waiting = new ServiceGroup(aDay, meters, (name, failure) -> {});
    waiting.start(
        List.of(
            optional(
                "consumer/a",
                run -> {
                  failing.countDown();
                  throw new IllegalStateException("again tomorrow");
                })));
    failing.await();
    waiting.stop(LONG);
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void aServiceThatIgnoresTheStopIsInterrupted() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch running = new CountDownLatch(1);
    group.start(
        List.of(
            optional(
                "consumer/deaf",
                run -> {
                  running.countDown();
                  try {
                    new CountDownLatch(1).await();
                  } catch (InterruptedException expected) {
                    interrupted.countDown();
                  }
                })));
    running.await();
    group.stop(Duration.ofMillis(1));
    assertTrue(interrupted.await(10, TimeUnit.SECONDS));
  }

  @Test
  void theThreadHasTheClassLoaderOfItsPlugin() throws Exception {
    ClassLoader own = new ClassLoader("own", null) {};
    BlockingQueue<ClassLoader> seen = new LinkedBlockingQueue<>();
    Service service = run -> seen.put(Thread.currentThread().getContextClassLoader());
    group.start(List.of(new Member("consumer/x", service, OnFailure.RESTART, own)));
    assertEquals(own, seen.take());
    group.stop(LONG);
  }

  @Test
  void pausesGrowUpToTheLongest() {
    BackOff backOff =
        new BackOff(Duration.ofMillis(100), Duration.ofSeconds(5), new SplittableRandom(7));
    long whole = 100;
    for (int failures = 1; failures < 100; failures++) {
      long pause = backOff.after(failures).toMillis();
      assertTrue(pause >= whole / 2 && pause <= whole, failures + " failures: " + pause);
      whole = Math.min(whole * 2, 5000);
    }
  }

  @Test
  void aStartThatHangsIsReportedWithItsStage() throws Exception {
    BlockingQueue<String> stages = new LinkedBlockingQueue<>();
    CountDownLatch go = new CountDownLatch(1);
    StartDeadline deadline = StartDeadline.watch(Duration.ZERO, stages::add);
    deadline.stage("waiting for engine/redis");
    go.countDown();
    assertFalse(stages.take().isEmpty());
  }

  @Test
  void aStartThatIsOverIsNotReported() throws Exception {
    BlockingQueue<String> stages = new LinkedBlockingQueue<>();
    StartDeadline deadline = StartDeadline.watch(Duration.ofHours(1), stages::add);
    deadline.met();
    assertTrue(stages.isEmpty());
  }

  @Test
  void theDumpShowsWhatAServiceWaitsFor() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    group.start(
        List.of(
            needed(
                "engine/redis",
                run -> {
                  running.countDown();
                  run.awaitStop();
                })));
    running.await();
    String stacks = group.stacks();
    assertTrue(stacks.contains("\"engine/redis\" STARTING"), stacks);
    group.stop(LONG);
  }

  private static Service endsInto(BlockingQueue<String> ended, String name) {
    return run -> {
      run.ready();
      run.awaitStop();
      ended.put(name);
    };
  }

  private static Member needed(String name, Service service) {
    return new Member(name, service, OnFailure.STOP_NODE, ServiceGroupTest.class.getClassLoader());
  }

  private static Member optional(String name, Service service) {
    return new Member(name, service, OnFailure.RESTART, ServiceGroupTest.class.getClassLoader());
  }
}
