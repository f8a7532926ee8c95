package io.gyre.engine.memory;

import io.gyre.spi.Meters.Counter;
import io.gyre.spi.channel.HistoryPage;
import io.gyre.spi.channel.HistoryQuery;
import io.gyre.spi.channel.Membership;
import io.gyre.spi.channel.Publication;
import io.gyre.spi.channel.PublishOptions;
import io.gyre.spi.channel.PublishResult;
import io.gyre.spi.channel.PublishResult.Outcome;
import io.gyre.spi.channel.StreamPosition;
import io.gyre.spi.engine.Broker;
import io.gyre.spi.engine.BrokerFeature;
import io.gyre.spi.engine.BrokerListener;
import io.gyre.spi.engine.Delivery;
import io.gyre.spi.engine.EngineContext;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * PUB/SUB and streams of one node. Channels are spread over {@link Stripe}s; a publication is
 * appended and heard under the lock of its stripe, which keeps the order of a channel and can be
 * held because the listener only hands over. Never blocks.
 */
final class MemoryBroker implements Broker {
  private static final int EPOCH_LETTERS = 8;
  private static final int SWEPT_PER_LOCK = 64;
  private static final int LOCKS_PER_SWEEP = 64 * Stripe.COUNT;
  private static final PublishResult SENT =
      new PublishResult(StreamPosition.NONE, Outcome.ACCEPTED);

  private final BrokerListener listener;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Stripe[] stripes = new Stripe[Stripe.COUNT];

  MemoryBroker(MemoryEngineConfig config, EngineContext context) {
    this.listener = context.channels();
    this.clock = context.clock();
    this.random = context.random();
    Counter forgotten = context.meters().counter("gyre_memory_streams_forgotten_total");
    for (int i = 0; i < Stripe.COUNT; i++) {
      stripes[i] =
          new Stripe(
              config.streamsMax() / Stripe.COUNT,
              config.idempotencyKeysMax() / Stripe.COUNT,
              forgotten);
    }
    context.meters().gauge("gyre_memory_streams", this::streams);
    context.meters().gauge("gyre_memory_idempotency_keys", this::idempotencyKeys);
  }

  @Override
  public Set<BrokerFeature> features() {
    return EnumSet.allOf(BrokerFeature.class);
  }

  /** Nothing to do: everything published here is heard here. */
  @Override
  public void subscribe(Collection<String> channels) {}

  @Override
  public void unsubscribe(Collection<String> channels) {}

  @Override
  public PublishResult publish(String channel, Publication publication, PublishOptions options) {
    Stripe stripe = stripe(channel);
    synchronized (stripe) {
      long now = clock.millis();
      if (options.idempotencyKey().isEmpty()) {
        return accept(stripe, channel, publication, options, now);
      }
      StreamPosition known = stripe.remembered(channel, options.idempotencyKey(), now);
      if (known != null) {
        return new PublishResult(known, Outcome.DUPLICATE);
      }
      PublishResult result = accept(stripe, channel, publication, options, now);
      stripe.remember(
          channel,
          options.idempotencyKey(),
          result.position(),
          Deadline.after(now, options.idempotencyTtl()));
      return result;
    }
  }

  private PublishResult accept(
      Stripe stripe, String channel, Publication publication, PublishOptions options, long now) {
    if (!options.keepsHistory()) {
      Publication taken = publication.at(0, now, options.version());
      listener.onPublication(
          new Delivery(channel, taken, StreamPosition.NONE, options.delta(), null));
      return SENT;
    }
    HistoryStream stream = streamOf(stripe, channel, now);
    if (stream.isStale(options.version(), options.versionEpoch())) {
      return new PublishResult(stream.position(), Outcome.STALE_VERSION);
    }
    Publication previous = options.delta() ? stream.newest() : null;
    Publication taken = publication.at(stream.nextOffset(), now, options.version());
    stream.append(taken, options, now);
    stripe.schedule(stream);
    StreamPosition position = stream.position();
    listener.onPublication(new Delivery(channel, taken, position, options.delta(), previous));
    return new PublishResult(position, Outcome.ACCEPTED);
  }

  @Override
  public void announce(String channel, Membership membership) {
    synchronized (stripe(channel)) {
      listener.onMembership(channel, membership);
    }
  }

  @Override
  public HistoryPage history(String channel, HistoryQuery query) {
    Stripe stripe = stripe(channel);
    synchronized (stripe) {
      long now = clock.millis();
      HistoryStream stream = streamOf(stripe, channel, now);
      stream.keepPosition(query.metaTtl(), now);
      stripe.schedule(stream);
      return new HistoryPage(
          stream.read(query.since(), query.limit(), query.reverse()), stream.position());
    }
  }

  @Override
  public void removeHistory(String channel) {
    Stripe stripe = stripe(channel);
    synchronized (stripe) {
      HistoryStream stream = stripe.find(channel, clock.millis());
      if (stream != null) {
        stream.clear();
      }
    }
  }

  @Override
  public boolean mayBlock() {
    return false;
  }

  /** Gives back what expired, a few streams per lock; what is left waits for the next sweep. */
  void sweep() {
    long now = clock.millis();
    int locks = LOCKS_PER_SWEEP;
    for (Stripe stripe : stripes) {
      boolean more = true;
      while (more && locks-- > 0) {
        synchronized (stripe) {
          more = stripe.sweep(now, SWEPT_PER_LOCK);
        }
      }
    }
  }

  /** How many channels have a stream; roughly, because no lock is taken. */
  long streams() {
    long sum = 0;
    for (Stripe stripe : stripes) {
      sum += stripe.streams();
    }
    return sum;
  }

  /** How many idempotency keys are remembered; roughly, because no lock is taken. */
  long idempotencyKeys() {
    long sum = 0;
    for (Stripe stripe : stripes) {
      sum += stripe.idempotencyKeys();
    }
    return sum;
  }

  private Stripe stripe(String channel) {
    return stripes[Stripe.indexOf(channel)];
  }

  private HistoryStream streamOf(Stripe stripe, String channel, long now) {
    @Nullable HistoryStream known = stripe.find(channel, now);
    if (known != null) {
      return known;
    }
    HistoryStream made = new HistoryStream(channel, epoch());
    stripe.add(made, now);
    return made;
  }

  private String epoch() {
    char[] letters = new char[EPOCH_LETTERS];
    for (int i = 0; i < EPOCH_LETTERS; i++) {
      int letter = random.nextInt(52);
      letters[i] = (char) (letter < 26 ? 'a' + letter : 'A' + letter - 26);
    }
    return new String(letters);
  }
}
