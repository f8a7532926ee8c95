package io.gyre.server;

import io.gyre.spi.Meters;
import io.gyre.spi.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Runs services, each on a virtual thread of its own that carries its name. They start in waves; a
 * wave is stopped before those it depends on. Thread-safe, except that waves are started and
 * stopped by one thread.
 */
final class ServiceGroup {

  /** What a failure of the service means to the node. */
  enum OnFailure {
    /** The node cannot do its work without it. */
    STOP_NODE,
    /** It is started again after a growing pause; the node goes on. */
    RESTART
  }

  /**
   * One service.
   *
   * @param name its kind, type and instance, such as {@code consumer/kafka/orders}
   * @param service what runs
   * @param onFailure what its failure means
   * @param loader the context class loader of its thread
   */
  record Member(String name, Service service, OnFailure onFailure, ClassLoader loader) {}

  /** Told when a service that the node needs has failed; called on that service's thread. */
  @FunctionalInterface
  interface FailureListener {
    /** The service will not run again. */
    void failed(String name, Throwable failure);
  }

  private final BackOff backOff;
  private final Meters meters;
  private final FailureListener listener;
  private final List<List<Supervisor>> waves = new CopyOnWriteArrayList<>();

  ServiceGroup(BackOff backOff, Meters meters, FailureListener listener) {
    this.backOff = backOff;
    this.meters = meters;
    this.listener = listener;
  }

  /** Starts a wave and does not wait for it. */
  void start(List<Member> members) {
    List<Supervisor> wave =
        members.stream().map(member -> new Supervisor(member, backOff, meters, listener)).toList();
    waves.add(wave);
    wave.forEach(Supervisor::start);
  }

  /**
   * Waits until every service that the node needs is ready.
   *
   * @throws ServiceFailed if one failed before
   */
  void awaitReady() throws InterruptedException {
    for (Supervisor supervisor : all()) {
      if (supervisor.member().onFailure() == OnFailure.STOP_NODE) {
        supervisor.awaitReady();
      }
    }
  }

  /** Services that do not do their work, by name: not yet, or not any more. */
  List<String> degraded() {
    return all().stream().filter(Supervisor::degraded).map(one -> one.member().name()).toList();
  }

  /** What the services do right now, for the dump of a start that hangs. */
  String stacks() {
    StringBuilder text = new StringBuilder();
    all().forEach(supervisor -> supervisor.appendStack(text));
    return text.toString();
  }

  /** Stops the last wave first; each wave has the whole {@code limit} for itself. */
  void stop(Duration limit) {
    while (!waves.isEmpty()) {
      stopLast(limit);
    }
  }

  /** Stops only the last wave that still runs. */
  void stopLast(Duration limit) {
    List<Supervisor> wave = waves.removeLast();
    wave.forEach(Supervisor::stop);
    long deadline = System.nanoTime() + limit.toNanos();
    wave.forEach(supervisor -> supervisor.awaitEnd(deadline - System.nanoTime()));
  }

  private List<Supervisor> all() {
    List<Supervisor> all = new ArrayList<>();
    waves.forEach(all::addAll);
    return all;
  }
}
