package io.gyre.server.component;

import io.gyre.server.metrics.PrometheusMeters;
import io.gyre.server.tls.ListenerTls;
import io.gyre.spi.ComponentContext;
import io.gyre.spi.Meters;
import io.gyre.spi.NodeInfo;
import io.gyre.spi.TlsConfig;
import io.gyre.spi.consumer.CommandSink;
import io.gyre.spi.consumer.ConsumerContext;
import io.gyre.spi.engine.BrokerListener;
import io.gyre.spi.engine.ControlListener;
import io.gyre.spi.engine.EngineContext;
import io.gyre.spi.transport.ClientGateway;
import io.gyre.spi.transport.TransportContext;
import io.gyre.spi.web.OriginPolicy;
import io.gyre.spi.web.PingTimes;
import io.gyre.spi.web.Sockets;
import io.gyre.spi.web.WebTransportContext;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;

/**
 * Makes the contexts that components are lent, each with a logger and meters of its own.
 *
 * @param node the node the components run in
 * @param meters all meters
 * @param clock the wall clock
 */
public record Lender(NodeInfo node, PrometheusMeters meters, InstantSource clock) {

  /** For components that need nothing special. */
  Loan plain(String noun, String type, String name) {
    return new Loan(this, noun, type, name);
  }

  /** What every component is lent. */
  static class Loan implements ComponentContext {
    private final Lender lender;
    private final String name;
    private final System.Logger log;
    private final Meters meters;

    Loan(Lender lender, String noun, String type, String name) {
      this.lender = lender;
      this.name = name;
      this.log = System.getLogger("gyre." + noun + "." + type);
      this.meters = lender.meters().labelled("component", noun + "/" + type + "/" + name);
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public NodeInfo node() {
      return lender.node();
    }

    @Override
    public System.Logger log() {
      return log;
    }

    @Override
    public Meters meters() {
      return meters;
    }

    @Override
    public InstantSource clock() {
      return lender.clock();
    }
  }

  /** What an engine is lent. */
  static final class EngineLoan extends Loan implements EngineContext {
    private final Ears ears;

    EngineLoan(Lender lender, String type, String name, Ears ears) {
      super(lender, "engine", type, name);
      this.ears = ears;
    }

    @Override
    public BrokerListener channels() {
      return ears.channels();
    }

    @Override
    public ControlListener control() {
      return ears.control();
    }

    @Override
    public RandomGenerator random() {
      return ears.random();
    }
  }

  /** The server's ears, and where engines draw epochs from. */
  public record Ears(BrokerListener channels, ControlListener control, RandomGenerator random) {}

  /** What a consumer is lent. */
  static final class ConsumerLoan extends Loan implements ConsumerContext {
    private final CommandSink sink;

    ConsumerLoan(Lender lender, String type, String name, CommandSink sink) {
      super(lender, "consumer", type, name);
      this.sink = sink;
    }

    @Override
    public CommandSink sink() {
      return sink;
    }
  }

  /** What a transport with a listener of its own is lent. */
  static final class TransportLoan extends Loan implements TransportContext {
    private final ClientGateway gateway;

    TransportLoan(Lender lender, String type, ClientGateway gateway) {
      super(lender, "transport", type, type);
      this.gateway = gateway;
    }

    @Override
    public ClientGateway gateway() {
      return gateway;
    }

    @Override
    public Optional<SSLContext> encryption(TlsConfig config) {
      return ListenerTls.context(name() + ".tls", config);
    }
  }

  /** What transports on the shared HTTP port are lent. */
  public record Port(
      ClientGateway gateway, Sockets sockets, OriginPolicy origins, PingTimes pings) {}

  /** What one transport on the shared HTTP port is lent. */
  static final class WebTransportLoan extends Loan implements WebTransportContext {
    private final Port port;

    WebTransportLoan(Lender lender, String type, Port port) {
      super(lender, "transport", type, type);
      this.port = port;
    }

    @Override
    public ClientGateway gateway() {
      return port.gateway();
    }

    @Override
    public Optional<SSLContext> encryption(TlsConfig config) {
      return ListenerTls.context(name() + ".tls", config);
    }

    @Override
    public Sockets sockets() {
      return port.sockets();
    }

    @Override
    public OriginPolicy origins() {
      return port.origins();
    }

    @Override
    public PingTimes pings() {
      return port.pings();
    }
  }
}
