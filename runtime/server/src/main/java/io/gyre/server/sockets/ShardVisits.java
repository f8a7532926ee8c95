package io.gyre.server.sockets;

import io.gyre.server.guard.RequestHead;
import io.gyre.server.guard.ShortCut;
import io.gyre.spi.Meters;
import io.gyre.spi.Meters.Counter;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Requests that repeat are answered on the shards, which take turns. Thread-safe. */
public final class ShardVisits implements ShortCut {
  private final ShardLoops loops;
  private final Function<RequestHead, Optional<Call>> calls;
  private final Counter answered;
  private final AtomicInteger next = new AtomicInteger();

  /** Visits to {@code loops} of requests that {@code calls} can answer. */
  public ShardVisits(ShardLoops loops, Function<RequestHead, Optional<Call>> calls, Meters meters) {
    this.loops = loops;
    this.calls = calls;
    this.answered = meters.counter("gyre_http_short_cut_requests_total");
  }

  @Override
  public Optional<Call> find(RequestHead head) {
    return calls.apply(head);
  }

  @Override
  public Visit begin(SocketChannel channel, RequestHead head, Call call, Patience patience) {
    ShardLoop loop = loops.loop(Math.floorMod(next.getAndIncrement(), loops.count()));
    SocketVisit visit = new SocketVisit(loop, channel, head, call, patience, answered);
    visit.start();
    return visit;
  }
}
