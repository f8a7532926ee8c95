package io.gyre.tck;

import io.gyre.spi.Run;
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
import io.gyre.spi.engine.Controller;
import io.gyre.spi.engine.Delivery;
import io.gyre.spi.engine.Engine;
import io.gyre.spi.engine.PresenceManager;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The contract of brokers holds for one without any feature, and proves that it has none. */
class PlainBrokerTest extends BrokerContract {

  @Override
  protected Engine engine(FakeContext context) {
    return new PlainEngine(new PlainBroker(context));
  }

  private record PlainEngine(PlainBroker plain) implements Engine {
    @Override
    public Optional<Broker> broker() {
      return Optional.of(plain);
    }

    @Override
    public Optional<PresenceManager> presence() {
      return Optional.empty();
    }

    @Override
    public Optional<Controller> controller() {
      return Optional.empty();
    }

    @Override
    public void run(Run run) throws InterruptedException {
      run.ready();
      run.awaitStop();
    }
  }

  private record PlainBroker(FakeContext context) implements Broker {
    @Override
    public Set<BrokerFeature> features() {
      return Set.of();
    }

    @Override
    public void subscribe(Collection<String> channels) {}

    @Override
    public void unsubscribe(Collection<String> channels) {}

    @Override
    public synchronized PublishResult publish(
        String channel, Publication publication, PublishOptions options) {
      context
          .channels()
          .onPublication(
              new Delivery(channel, publication, StreamPosition.NONE, options.delta(), null));
      return new PublishResult(StreamPosition.NONE, Outcome.ACCEPTED);
    }

    @Override
    public synchronized void announce(String channel, Membership membership) {
      context.channels().onMembership(channel, membership);
    }

    @Override
    public HistoryPage history(String channel, HistoryQuery query) {
      return new HistoryPage(List.of(), StreamPosition.NONE);
    }

    @Override
    public void removeHistory(String channel) {}
  }
}
