package io.gyre.server.component;

import io.gyre.core.backend.Proxies;
import io.gyre.server.StartFailed;
import io.gyre.server.component.Lender.ConsumerLoan;
import io.gyre.server.component.Lender.EngineLoan;
import io.gyre.server.component.Lender.TransportLoan;
import io.gyre.server.component.Lender.WebTransportLoan;
import io.gyre.server.config.ConsumerConfig;
import io.gyre.server.config.LoadedConfig;
import io.gyre.server.plugin.Door;
import io.gyre.server.plugin.Offer;
import io.gyre.server.plugin.Providers;
import io.gyre.spi.ComponentContext;
import io.gyre.spi.Provider;
import io.gyre.spi.Service;
import io.gyre.spi.auth.Authenticator;
import io.gyre.spi.auth.AuthenticatorProvider;
import io.gyre.spi.consumer.CommandSink;
import io.gyre.spi.consumer.ConsumerProvider;
import io.gyre.spi.engine.Engine;
import io.gyre.spi.engine.EngineProvider;
import io.gyre.spi.transport.ClientGateway;
import io.gyre.spi.web.WebTransport;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes components: finds the provider, binds its block of the configuration, and calls it with its
 * own class loader. Not thread-safe; used while the server is put together.
 */
public final class Components {
  private static final System.Logger LOG = System.getLogger("gyre.component");
  private static final String JWT = "jwt";

  /** Types that the configuration knows and this version does not serve yet. */
  private static final Set<String> CONSUMERS_TO_COME =
      Set.of(
          "kafka",
          "postgresql",
          "nats_jetstream",
          "redis_stream",
          "google_pub_sub",
          "aws_sqs",
          "azure_service_bus");

  private final LoadedConfig config;
  private final Providers providers;
  private final Lender lender;
  private final List<Running> services = new ArrayList<>();

  /**
   * A component that has something to run.
   *
   * @param name its kind, type and instance
   * @param loader the context class loader of its thread
   */
  public record Running(String name, Service service, ClassLoader loader) {}

  /** Makes components out of these providers. */
  public Components(LoadedConfig config, Providers providers, Lender lender) {
    this.config = config;
    this.providers = providers;
    this.lender = lender;
  }

  /** Services of components made so far that are not services by their kind. */
  public List<Running> services() {
    return List.copyOf(services);
  }

  /**
   * Makes the engine of a block.
   *
   * @param block such as {@code engine} or {@code broker}
   */
  public MadeEngine engine(String block, String type, Lender.Ears ears) {
    Offer<EngineProvider<?>> offer =
        providers
            .find(Door.ENGINE, type)
            .orElseThrow(
                () -> new StartFailed(block + ".type: " + providers.absence(Door.ENGINE, type)));
    EngineLoan loan = new EngineLoan(lender, type, block, ears);
    Engine engine = create(offer.provider(), offer, block + "." + type, loan);
    String name = block.equals("engine") ? "engine/" + type : "engine/" + type + "/" + block;
    return new MadeEngine(name, engine, offer.inPlugin());
  }

  /**
   * Makes what reads tokens: a plugin's authenticator if its block was written, else the built-in.
   */
  public Authenticator authenticator() {
    List<Offer<AuthenticatorProvider<?>>> chosen =
        providers.all(Door.AUTHENTICATOR).stream()
            .filter(offer -> !offer.type().equals(JWT) && isWritten("client." + offer.type()))
            .toList();
    if (chosen.size() > 1) {
      throw new StartFailed(
          "client: several authenticators are configured: "
              + chosen.stream().map(Offer::type).toList());
    }
    Offer<AuthenticatorProvider<?>> offer =
        chosen.isEmpty()
            ? providers
                .find(Door.AUTHENTICATOR, JWT)
                .orElseThrow(() -> new StartFailed(providers.absence(Door.AUTHENTICATOR, JWT)))
            : chosen.getFirst();
    String path = offer.type().equals(JWT) ? "client" : "client." + offer.type();
    Authenticator made =
        create(
            offer.provider(), offer, path, lender.plain("authenticator", offer.type(), "client"));
    keepService("authenticator/" + offer.type(), made, offer);
    return offer.inPlugin().around(Authenticator.class, made);
  }

  /** Makes the proxies that the configuration uses. */
  public Proxies proxies() {
    return new ProxyWiring(config, providers, this, lender).proxies();
  }

  /** Makes the enabled consumers. */
  public List<Running> consumers(CommandSink sink) {
    List<Running> consumers = new ArrayList<>();
    List<ConsumerConfig> configs = config.server().consumers();
    for (int i = 0; i < configs.size(); i++) {
      if (configs.get(i).enabled()) {
        consumer(i, configs.get(i), sink, consumers);
      }
    }
    return consumers;
  }

  private void consumer(
      int index, ConsumerConfig entry, CommandSink sink, List<Running> consumers) {
    String type = entry.type();
    var offer = providers.find(Door.CONSUMER, type);
    if (offer.isPresent()) {
      Offer<ConsumerProvider<?>> found = offer.get();
      String path = "consumers[" + index + "]." + type;
      ConsumerLoan loan = new ConsumerLoan(lender, type, entry.name(), sink);
      Service service = create(found.provider(), found, path, loan);
      String name = "consumer/" + type + "/" + entry.name();
      consumers.add(new Running(name, service, found.inPlugin().loader()));
    } else if (CONSUMERS_TO_COME.contains(type)) {
      LOG.log(
          Level.WARNING,
          "consumer not supported yet, left out type={0} name={1}",
          type,
          entry.name());
    } else {
      throw new StartFailed(
          "consumers[" + index + "].type: " + providers.absence(Door.CONSUMER, type));
    }
  }

  /** Makes transports with listeners of their own; a plugin's runs if its block was written. */
  public List<Running> transports(ClientGateway gateway) {
    return providers.all(Door.TRANSPORT).stream()
        .filter(offer -> isWritten(offer.type()))
        .map(offer -> {
          TransportLoan loan = new TransportLoan(lender, offer.type(), gateway);
          Service service = create(offer.provider(), offer, offer.type(), loan);
          return new Running("transport/" + offer.type(), service, offer.inPlugin().loader());
        })
        .toList();
  }

  /** Makes the transports of the shared HTTP port; each decides itself whether it is on. */
  public List<WebTransport> webTransports(Lender.Port port) {
    return providers.all(Door.WEB_TRANSPORT).stream()
        .map(offer -> {
          WebTransportLoan loan = new WebTransportLoan(lender, offer.type(), port);
          WebTransport made = create(offer.provider(), offer, offer.type(), loan);
          keepService("transport/" + offer.type(), made, offer);
          return offer.inPlugin().around(WebTransport.class, made);
        })
        .toList();
  }

  /** A component of any kind may be a service besides, such as one that refreshes keys. */
  void keepService(String name, Object component, Offer<?> offer) {
    if (component instanceof Service service) {
      services.add(new Running(name, service, offer.inPlugin().loader()));
    }
  }

  /** Calls a provider; what goes wrong names its jar. */
  <C extends Record, X extends ComponentContext, T> T create(
      Provider<C, X, T> provider, Offer<?> offer, String path, X context) {
    String who = "%s (%s, %s)".formatted(path, provider.getClass().getName(), offer.origin());
    try {
      C block = config.section(path, provider.configType());
      T made = offer.inPlugin().call(() -> provider.create(block, context));
      if (made == null) {
        throw new StartFailed(who + ": create returned null");
      }
      return made;
    } catch (StartFailed failure) {
      throw failure;
    } catch (IllegalArgumentException refusal) {
      throw new StartFailed(who + ": " + refusal.getMessage());
    } catch (Exception | LinkageError | StackOverflowError failure) {
      throw new StartFailed(who + ": create failed: " + failure, failure);
    }
  }

  private boolean isWritten(String path) {
    return config.tree().at(path).isPresent();
  }
}
