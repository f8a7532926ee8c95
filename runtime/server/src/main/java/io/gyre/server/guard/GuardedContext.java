package io.gyre.server.guard;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** A connection whose bytes pass the guard. Made on the thread that serves it. */
final class GuardedContext implements ConnectionContext {
  private final ConnectionContext inner;
  private final Peer peer;
  private final Peers peers;
  private final RequestBytes bytes;
  private final DataReader reader;
  private final DataWriter writer;

  GuardedContext(ConnectionContext inner, Peer peer, Peers peers) {
    this.inner = inner;
    this.peer = peer;
    this.peers = peers;
    this.writer = new TimedWriter(inner.dataWriter(), peer, peers);
    this.bytes = new RequestBytes(inner, writer, peer, peers);
    this.reader = DataReader.create(bytes);
  }

  ConnectionContext inner() {
    return inner;
  }

  Peer peer() {
    return peer;
  }

  Peers peers() {
    return peers;
  }

  RequestBytes bytes() {
    return bytes;
  }

  @Override
  public DataReader dataReader() {
    return reader;
  }

  @Override
  public DataWriter dataWriter() {
    return writer;
  }

  @Override
  public ListenerContext listenerContext() {
    return inner.listenerContext();
  }

  @Override
  public ExecutorService executor() {
    return inner.executor();
  }

  @Override
  public Router router() {
    return inner.router();
  }

  @Override
  public Optional<ProxyProtocolData> proxyProtocolData() {
    return inner.proxyProtocolData();
  }

  @Override
  public HelidonSocket serverSocket() {
    return inner.serverSocket();
  }

  @Override
  public PeerInfo remotePeer() {
    return inner.remotePeer();
  }

  @Override
  public PeerInfo localPeer() {
    return inner.localPeer();
  }

  @Override
  public boolean isSecure() {
    return inner.isSecure();
  }

  @Override
  public String socketId() {
    return inner.socketId();
  }

  @Override
  public String childSocketId() {
    return inner.childSocketId();
  }
}
