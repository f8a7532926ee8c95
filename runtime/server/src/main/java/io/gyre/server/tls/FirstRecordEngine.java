package io.gyre.server.tls;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * An engine that looks at the first byte of its peer. A peer that begins with a letter speaks HTTP
 * without TLS: it is told so in its own language, and the connection ends. Everything else is done
 * by the engine inside. Used by one thread at a time, as engines are.
 */
public final class FirstRecordEngine extends SSLEngine {
  private static final byte[] ANSWER =
      """
      HTTP/1.1 400 Bad Request\r
      Content-Type: text/plain; charset=utf-8\r
      Content-Length: 32\r
      Connection: close\r
      \r
      This port speaks HTTPS, no HTTP
      """
          .getBytes(StandardCharsets.US_ASCII);

  private final SSLEngine inner;
  private Peer peer = Peer.UNKNOWN;

  private enum Peer {
    UNKNOWN,
    ENCRYPTS,
    SPEAKS_PLAINLY,
    ANSWERED
  }

  FirstRecordEngine(SSLEngine inner) {
    super(inner.getPeerHost(), inner.getPeerPort());
    this.inner = inner;
  }

  /** The engine that does the work, once there has been a handshake. */
  public static SSLEngine inner(SSLEngine engine) {
    return engine instanceof FirstRecordEngine first ? first.inner : engine;
  }

  @Override
  public SSLEngineResult unwrap(ByteBuffer wire, ByteBuffer[] targets, int offset, int length)
      throws SSLException {
    if (peer == Peer.UNKNOWN && wire.hasRemaining()) {
      byte first = wire.get(wire.position());
      peer = first >= 'A' && first <= 'Z' ? Peer.SPEAKS_PLAINLY : Peer.ENCRYPTS;
    }
    if (peer == Peer.SPEAKS_PLAINLY) {
      int request = wire.remaining();
      wire.position(wire.limit());
      return new SSLEngineResult(Status.OK, HandshakeStatus.NEED_WRAP, request, 0);
    }
    return inner.unwrap(wire, targets, offset, length);
  }

  @Override
  public SSLEngineResult wrap(ByteBuffer[] sources, int offset, int length, ByteBuffer wire)
      throws SSLException {
    return switch (peer) {
      case UNKNOWN, ENCRYPTS -> inner.wrap(sources, offset, length, wire);
      case SPEAKS_PLAINLY -> {
        wire.put(ANSWER);
        peer = Peer.ANSWERED;
        yield closed(ANSWER.length);
      }
      case ANSWERED -> closed(0);
    };
  }

  private static SSLEngineResult closed(int produced) {
    return new SSLEngineResult(Status.CLOSED, HandshakeStatus.NOT_HANDSHAKING, 0, produced);
  }

  @Override
  public HandshakeStatus getHandshakeStatus() {
    return inner.getHandshakeStatus();
  }

  @Override
  public @Nullable Runnable getDelegatedTask() {
    return inner.getDelegatedTask();
  }

  @Override
  public void closeInbound() throws SSLException {
    inner.closeInbound();
  }

  @Override
  public boolean isInboundDone() {
    return inner.isInboundDone();
  }

  @Override
  public void closeOutbound() {
    inner.closeOutbound();
  }

  @Override
  public boolean isOutboundDone() {
    return inner.isOutboundDone();
  }

  @Override
  public void beginHandshake() throws SSLException {
    inner.beginHandshake();
  }

  @Override
  public SSLSession getSession() {
    return inner.getSession();
  }

  @Override
  public @Nullable SSLSession getHandshakeSession() {
    return inner.getHandshakeSession();
  }

  @Override
  public SSLParameters getSSLParameters() {
    return inner.getSSLParameters();
  }

  @Override
  public void setSSLParameters(SSLParameters parameters) {
    inner.setSSLParameters(parameters);
  }

  @Override
  public @Nullable String getApplicationProtocol() {
    return inner.getApplicationProtocol();
  }

  @Override
  public @Nullable String getHandshakeApplicationProtocol() {
    return inner.getHandshakeApplicationProtocol();
  }

  @Override
  public void setHandshakeApplicationProtocolSelector(
      BiFunction<SSLEngine, List<String>, String> selector) {
    inner.setHandshakeApplicationProtocolSelector(selector);
  }

  @Override
  public BiFunction<SSLEngine, List<String>, String> getHandshakeApplicationProtocolSelector() {
    return inner.getHandshakeApplicationProtocolSelector();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return inner.getSupportedCipherSuites();
  }

  @Override
  public String[] getEnabledCipherSuites() {
    return inner.getEnabledCipherSuites();
  }

  @Override
  public void setEnabledCipherSuites(String[] suites) {
    inner.setEnabledCipherSuites(suites);
  }

  @Override
  public String[] getSupportedProtocols() {
    return inner.getSupportedProtocols();
  }

  @Override
  public String[] getEnabledProtocols() {
    return inner.getEnabledProtocols();
  }

  @Override
  public void setEnabledProtocols(String[] protocols) {
    inner.setEnabledProtocols(protocols);
  }

  @Override
  public void setUseClientMode(boolean mode) {
    inner.setUseClientMode(mode);
  }

  @Override
  public boolean getUseClientMode() {
    return inner.getUseClientMode();
  }

  @Override
  public void setNeedClientAuth(boolean need) {
    inner.setNeedClientAuth(need);
  }

  @Override
  public boolean getNeedClientAuth() {
    return inner.getNeedClientAuth();
  }

  @Override
  public void setWantClientAuth(boolean want) {
    inner.setWantClientAuth(want);
  }

  @Override
  public boolean getWantClientAuth() {
    return inner.getWantClientAuth();
  }

  @Override
  public void setEnableSessionCreation(boolean flag) {
    inner.setEnableSessionCreation(flag);
  }

  @Override
  public boolean getEnableSessionCreation() {
    return inner.getEnableSessionCreation();
  }
}
