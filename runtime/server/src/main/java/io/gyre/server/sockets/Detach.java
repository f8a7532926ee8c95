package io.gyre.server.sockets;

import io.gyre.server.guard.GuardedPort;
import io.gyre.server.tls.FirstRecordEngine;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.common.socket.TlsNioSocket;
import io.helidon.webserver.ConnectionContext;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.Principal;
import java.security.cert.Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * Takes sockets out of the HTTP server's hands. The one class that knows the server's private
 * parts: the handler of a connection has its {@code SocketChannel} in one field, and closes
 * whatever is in another when its thread ends, so that other field gets a socket that does nothing.
 */
public final class Detach {
  private static final System.Logger LOG = System.getLogger(Detach.class.getName());
  private static final String HANDLER = "io.helidon.webserver.ConnectionHandler";

  private final @Nullable Fields fields;

  private Detach(@Nullable Fields fields) {
    this.fields = fields;
  }

  /**
   * Checks whether the HTTP server on the class path lets go of sockets. The system property {@code
   * gyre.sockets.detach=false} leaves them there without a check.
   */
  public static Detach probe() {
    if ("false".equals(System.getProperty("gyre.sockets.detach"))) {
      return never();
    }
    try {
      return new Detach(Fields.find());
    } catch (ReflectiveOperationException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "sockets stay with the HTTP server, each costs a thread cause=" + e);
      return never();
    }
  }

  /** Leaves all sockets where they are; a virtual thread each carries them. */
  public static Detach never() {
    return new Detach(null);
  }

  /** Whether this connection can be taken; with TLS, the engine has to be where it is expected. */
  boolean possible(ConnectionContext guarded) {
    ConnectionContext context = GuardedPort.bare(guarded);
    return fields != null
        && fields.handler.isInstance(context)
        && (!context.isSecure() || fields.server.get(context) instanceof TlsNioSocket);
  }

  /** Takes the socket; the server forgets it when the calling thread returns to it. */
  Taken take(ConnectionContext guarded) {
    ConnectionContext context = GuardedPort.bare(guarded);
    if (fields == null) {
      throw new IllegalStateException("sockets stay with the HTTP server");
    }
    SocketChannel channel = (SocketChannel) fields.channel.get(context);
    byte[] early = early(guarded.dataReader());
    Taken taken = new Taken(channel, early, null, new byte[0]);
    if (fields.server.get(context) instanceof TlsNioSocket encrypted) {
      SSLEngine engine = FirstRecordEngine.inner((SSLEngine) fields.engine.get(encrypted));
      taken = new Taken(channel, early, engine, undecrypted(fields, encrypted));
    }
    fields.server.set(context, NoSocket.INSTANCE);
    return taken;
  }

  /** What came from the peer and waits in the server's buffer to be decrypted. */
  private static byte[] undecrypted(Fields fields, TlsNioSocket socket) {
    if ((int) fields.remaining.get(socket) == 0) {
      return new byte[0];
    }
    ByteBuffer wire = (ByteBuffer) fields.wire.get(socket);
    byte[] bytes = new byte[wire.remaining()];
    wire.get(bytes);
    return bytes;
  }

  /** What the server has read already. Asking for zero bytes would wait for the peer to send. */
  private static byte[] early(DataReader reader) {
    int available = reader.available();
    return available == 0 ? new byte[0] : reader.readBytes(available);
  }

  /**
   * A socket, and what its peer sent behind the handshake.
   *
   * @param early that was read, and decrypted if need be
   * @param engine that decrypts, if the connection is encrypted
   * @param undecrypted that was read only
   */
  record Taken(
      SocketChannel channel, byte[] early, @Nullable SSLEngine engine, byte[] undecrypted) {}

  private record Fields(
      Class<?> handler,
      VarHandle channel,
      VarHandle server,
      VarHandle engine,
      VarHandle wire,
      VarHandle remaining) {

    static Fields find() throws ReflectiveOperationException {
      Class<?> handler = Class.forName(HANDLER);
      if (!ConnectionContext.class.isAssignableFrom(handler)) {
        throw new NoSuchFieldException("handler is no connection context");
      }
      Class<?> tls = TlsNioSocket.class;
      MethodHandles.Lookup inHandler =
          MethodHandles.privateLookupIn(handler, MethodHandles.lookup());
      MethodHandles.Lookup inTls = MethodHandles.privateLookupIn(tls, MethodHandles.lookup());
      return new Fields(
          handler,
          inHandler.findVarHandle(handler, "socket", SocketChannel.class),
          inHandler.findVarHandle(handler, "helidonSocket", HelidonSocket.class),
          inTls.findVarHandle(tls, "engine", SSLEngine.class),
          inTls.findVarHandle(tls, "peerNetData", ByteBuffer.class),
          inTls.findVarHandle(tls, "unwrapRemaining", int.class));
    }
  }

  /** What the server closes in place of the socket. */
  private enum NoSocket implements HelidonSocket, PeerInfo {
    INSTANCE;

    @Override
    public void close() {}

    @Override
    public void idle() {}

    @Override
    public boolean isConnected() {
      return false;
    }

    @Override
    @SuppressWarnings("removal") // still abstract in the interface
    public int read(BufferData buffer) {
      return -1;
    }

    @Override
    public void write(BufferData buffer) {
      throw new IllegalStateException("socket was taken over");
    }

    @Override
    public byte[] get() {
      return new byte[0];
    }

    @Override
    public PeerInfo remotePeer() {
      return this;
    }

    @Override
    public PeerInfo localPeer() {
      return this;
    }

    @Override
    public boolean isSecure() {
      return false;
    }

    @Override
    public String socketId() {
      return "taken";
    }

    @Override
    public String childSocketId() {
      return "over";
    }

    @Override
    public SocketAddress address() {
      return new InetSocketAddress(0);
    }

    @Override
    public String host() {
      return "";
    }

    @Override
    public int port() {
      return 0;
    }

    @Override
    public Optional<Principal> tlsPrincipal() {
      return Optional.empty();
    }

    @Override
    public Optional<Certificate[]> tlsCertificates() {
      return Optional.empty();
    }
  }
}
