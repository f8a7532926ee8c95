package io.gyre.server.plugin;

import io.gyre.spi.Provider;
import io.gyre.spi.auth.AuthenticatorProvider;
import io.gyre.spi.consumer.ConsumerProvider;
import io.gyre.spi.engine.EngineProvider;
import io.gyre.spi.proxy.ProxyProvider;
import io.gyre.spi.transport.TransportProvider;
import io.gyre.spi.web.WebTransportProvider;
import java.util.List;

/**
 * One kind of component that plugins may bring. Built-ins enter by the same doors.
 *
 * @param noun what a component of this kind is called in messages and thread names
 * @param contract the interface a provider of this kind implements
 * @param <P> the contract
 */
public record Door<P extends Provider<?, ?, ?>>(String noun, Class<P> contract) {

  /** Back ends that carry publications, history, presence and control messages. */
  public static final Door<EngineProvider<?>> ENGINE = door("engine", EngineProvider.class);

  /** Feeds of API commands. */
  public static final Door<ConsumerProvider<?>> CONSUMER = door("consumer", ConsumerProvider.class);

  /** Ways to ask the application, by the scheme of an endpoint. */
  public static final Door<ProxyProvider<?>> PROXY = door("proxy", ProxyProvider.class);

  /** Wires with a listener of their own. */
  public static final Door<TransportProvider<?>> TRANSPORT =
      door("transport", TransportProvider.class);

  /** Wires on the shared HTTP port. */
  public static final Door<WebTransportProvider<?>> WEB_TRANSPORT =
      door("web transport", WebTransportProvider.class);

  /** Verifiers of tokens. */
  public static final Door<AuthenticatorProvider<?>> AUTHENTICATOR =
      door("authenticator", AuthenticatorProvider.class);

  /** All of them. */
  public static List<Door<?>> all() {
    return List.of(ENGINE, CONSUMER, PROXY, TRANSPORT, WEB_TRANSPORT, AUTHENTICATOR);
  }

  @SuppressWarnings("unchecked") // a class literal cannot name EngineProvider<?>
  private static <P extends Provider<?, ?, ?>> Door<P> door(String noun, Class<?> contract) {
    return new Door<>(noun, (Class<P>) contract);
  }
}
