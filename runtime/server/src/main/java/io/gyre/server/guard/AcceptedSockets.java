package io.gyre.server.guard;

import io.helidon.common.socket.SocketOptions;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Sees each socket right after its accept. */
record AcceptedSockets(SocketOptions options, Peers peers, Descriptors descriptors)
    implements SocketOptions {

  /**
   * Configures a socket.
   *
   * @throws IllegalStateException to have the HTTP server close it
   */
  @Override
  public void configureSocket(SocketChannel socket) {
    if (!descriptors.take()) {
      throw new IllegalStateException("file descriptors are used up");
    }
    options.configureSocket(socket);
    peers.accepted(socket);
  }

  @Override
  public Map<SocketOption<?>, Object> socketOptions() {
    return options.socketOptions();
  }

  @Override
  public Duration connectTimeout() {
    return options.connectTimeout();
  }

  @Override
  public Duration readTimeout() {
    return options.readTimeout();
  }

  @Override
  public Optional<Integer> socketReceiveBufferSize() {
    return options.socketReceiveBufferSize();
  }

  @Override
  public Optional<Integer> socketSendBufferSize() {
    return options.socketSendBufferSize();
  }

  @Override
  public boolean socketReuseAddress() {
    return options.socketReuseAddress();
  }

  @Override
  public boolean socketKeepAlive() {
    return options.socketKeepAlive();
  }

  @Override
  public boolean tcpNoDelay() {
    return options.tcpNoDelay();
  }
}
