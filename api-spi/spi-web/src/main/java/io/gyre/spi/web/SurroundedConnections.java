package io.gyre.spi.web;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Set;

/**
 * A protocol of a port with something put around each of its connections: what it sees of the
 * socket, or a {@link SurroundedConnection}. Thread-safe if the surroundings are.
 */
public final class SurroundedConnections implements ServerConnectionSelector {
  private final ServerConnectionSelector protocol;
  private final Surroundings surroundings;

  /** Puts something around a connection. */
  @FunctionalInterface
  public interface Surroundings {

    /** The connection of {@code protocol} with this socket, and with what is put around it. */
    ServerConnection connection(ServerConnectionSelector protocol, ConnectionContext context);
  }

  /** Puts something around the connections of {@code protocol}. */
  public SurroundedConnections(ServerConnectionSelector protocol, Surroundings surroundings) {
    this.protocol = protocol;
    this.surroundings = surroundings;
  }

  @Override
  public int bytesToIdentifyConnection() {
    return protocol.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return protocol.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return protocol.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    return surroundings.connection(protocol, context);
  }
}
