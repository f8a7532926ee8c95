package io.gyre.engine.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.gyre.config.ConfigBinder;
import io.gyre.spi.Run;
import io.gyre.spi.channel.HistoryPage;
import io.gyre.spi.channel.HistoryQuery;
import io.gyre.spi.channel.Membership;
import io.gyre.spi.channel.Publication;
import io.gyre.spi.channel.PublishOptions;
import io.gyre.spi.channel.PublishResult;
import io.gyre.spi.channel.StreamPosition;
import io.gyre.spi.engine.Broker;
import io.gyre.spi.engine.BrokerFeature;
import io.gyre.spi.engine.Controller;
import io.gyre.spi.engine.Engine;
import io.gyre.spi.engine.PresenceManager;
import io.gyre.tck.FakeContext;
import io.gyre.tck.HistoryContract;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The contract of brokers is worth something: each of these small faults makes it fail. */
class ContractFindsFaultsTest {

  @Test
  void acceptsABrokerWithoutFault() {
    TestExecutionSummary summary = run(NoFault.class);
    assertEquals(0, summary.getTestsFailedCount());
    assertTrue(summary.getTestsSucceededCount() > 40);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        InclusiveSince.class,
        OneTooMany.class,
        WrongWayRound.class,
        ForgottenKeys.class,
        ForgottenVersions.class,
        ForgottenDelta.class,
        EndlessHistory.class,
        HistoryNotRenewed.class,
        ForgottenPosition.class,
        EndlessPosition.class,
        FeatureNotClaimed.class
      })
  void findsTheFault(Class<?> faulty) {
    assertTrue(run(faulty).getTestsFailedCount() > 0, () -> "nothing found in " + faulty);
  }

  private static TestExecutionSummary run(Class<?> contract) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(contract)).build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    return listener.getSummary();
  }

  static class NoFault extends Faulty {}

  static class InclusiveSince extends Faulty {
    @Override
    HistoryQuery spoil(HistoryQuery query) {
      StreamPosition since = query.since();
      return since == null
          ? query
          : new HistoryQuery(
              new StreamPosition(since.offset() - 1, since.epoch()),
              query.limit(),
              query.reverse(),
              query.metaTtl());
    }
  }

  static class OneTooMany extends Faulty {
    @Override
    HistoryQuery spoil(HistoryQuery query) {
      int limit = query.limit() + 1;
      return new HistoryQuery(query.since(), limit, query.reverse(), query.metaTtl());
    }
  }

  static class WrongWayRound extends Faulty {
    @Override
    HistoryQuery spoil(HistoryQuery query) {
      return new HistoryQuery(query.since(), query.limit(), false, query.metaTtl());
    }
  }

  static class ForgottenKeys extends Faulty {
    @Override
    PublishOptions spoil(PublishOptions o) {
      return options(o, o.historyTtl(), o.metaTtl(), "", o.version(), o.delta());
    }
  }

  static class ForgottenVersions extends Faulty {
    @Override
    PublishOptions spoil(PublishOptions o) {
      return options(o, o.historyTtl(), o.metaTtl(), o.idempotencyKey(), 0, o.delta());
    }
  }

  static class ForgottenDelta extends Faulty {
    @Override
    PublishOptions spoil(PublishOptions o) {
      return options(o, o.historyTtl(), o.metaTtl(), o.idempotencyKey(), o.version(), false);
    }
  }

  static class EndlessHistory extends Faulty {
    @Override
    PublishOptions spoil(PublishOptions o) {
      Duration ttl = o.historyTtl().multipliedBy(1_000_000);
      return options(o, ttl, o.metaTtl(), o.idempotencyKey(), o.version(), o.delta());
    }
  }

  static class HistoryNotRenewed extends Faulty {
    @Override
    PublishOptions spoil(PublishOptions o) {
      Duration ttl = o.historyTtl().dividedBy(2);
      return options(o, ttl, o.metaTtl(), o.idempotencyKey(), o.version(), o.delta());
    }
  }

  static class ForgottenPosition extends Faulty {
    @Override
    PublishOptions spoil(PublishOptions o) {
      Duration meta = Duration.ofMillis(1);
      return options(o, o.historyTtl(), meta, o.idempotencyKey(), o.version(), o.delta());
    }
  }

  static class EndlessPosition extends Faulty {
    @Override
    PublishOptions spoil(PublishOptions o) {
      Duration meta = Duration.ZERO;
      return options(o, o.historyTtl(), meta, o.idempotencyKey(), o.version(), o.delta());
    }
  }

  static class FeatureNotClaimed extends Faulty {
    @Override
    Set<BrokerFeature> features() {
      return EnumSet.complementOf(EnumSet.of(BrokerFeature.VERSIONS));
    }
  }

  /** The memory engine with one thing wrong. */
  abstract static class Faulty extends HistoryContract {
    @Override
    protected Engine engine(FakeContext context) {
      Engine engine =
          new MemoryEngineProvider()
              .create(ConfigBinder.defaults(MemoryEngineConfig.class), context);
      return new FaultyEngine(engine, new FaultyBroker(engine.broker().orElseThrow(), this));
    }

    PublishOptions spoil(PublishOptions options) {
      return options;
    }

    HistoryQuery spoil(HistoryQuery query) {
      return query;
    }

    Set<BrokerFeature> features() {
      return EnumSet.allOf(BrokerFeature.class);
    }

    static PublishOptions options(
        PublishOptions from,
        Duration historyTtl,
        Duration metaTtl,
        String key,
        long version,
        boolean delta) {
      return new PublishOptions(
          from.historySize(),
          historyTtl,
          metaTtl,
          key,
          from.idempotencyTtl(),
          version,
          from.versionEpoch(),
          delta);
    }
  }

  private record FaultyEngine(Engine real, Broker spoiled) implements Engine {
    @Override
    public Optional<Broker> broker() {
      return Optional.of(spoiled);
    }

    @Override
    public Optional<PresenceManager> presence() {
      return real.presence();
    }

    @Override
    public Optional<Controller> controller() {
      return real.controller();
    }

    @Override
    public void run(Run run) throws Exception {
      real.run(run);
    }
  }

  private record FaultyBroker(Broker real, Faulty fault) implements Broker {
    @Override
    public Set<BrokerFeature> features() {
      return fault.features();
    }

    @Override
    public void subscribe(Collection<String> channels) {
      real.subscribe(channels);
    }

    @Override
    public void unsubscribe(Collection<String> channels) {
      real.unsubscribe(channels);
    }

    @Override
    public PublishResult publish(String channel, Publication publication, PublishOptions options) {
      return real.publish(channel, publication, fault.spoil(options));
    }

    @Override
    public void announce(String channel, Membership membership) {
      real.announce(channel, membership);
    }

    @Override
    public HistoryPage history(String channel, HistoryQuery query) {
      return real.history(channel, fault.spoil(query));
    }

    @Override
    public void removeHistory(String channel) {
      real.removeHistory(channel);
    }
  }
}
