package io.gyre.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.spi.error.ClientErrorException;
import io.gyre.spi.error.DisconnectException;
import io.gyre.spi.proxy.Caller;
import io.gyre.spi.proxy.ConnectCall;
import io.gyre.spi.proxy.Proxy;
import io.gyre.spi.proxy.ProxyKind;
import io.gyre.spi.proxy.PublishCall;
import io.gyre.spi.proxy.RefreshCall;
import io.gyre.spi.proxy.RpcCall;
import io.gyre.spi.proxy.SubRefreshCall;
import io.gyre.spi.proxy.SubscribeCall;
import io.gyre.spi.transport.ConnectionInfo;
import io.gyre.spi.transport.Encoding;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Proxy} does: it answers what it announces and nothing else, says no only as the
 * SPI allows, and answers many calls at once.
 *
 * <p>Override the sample calls ({@link #connectCall}, {@link #subscribeCall}, ...) with calls that
 * your proxy accepts, and {@link #refusedConnects} and {@link #refusedSubscribes} with some that it
 * refuses. {@link io.gyre.spi.proxy.ProxyKind#SUBSCRIBE_STREAM} is not called here.
 */
public abstract class ProxyContract {
  private static final int THREADS = 16;
  private static final int CALLS_EACH = 20;
  private static final Set<ProxyKind> CALLABLE =
      EnumSet.complementOf(EnumSet.of(ProxyKind.SUBSCRIBE_STREAM));

  private Proxy proxy;

  /** Instances are made by JUnit. */
  protected ProxyContract() {}

  /** Makes the proxy under test. */
  protected abstract Proxy proxy();

  /** A connect that is accepted. */
  protected ConnectCall connectCall() {
    return new ConnectCall(caller(""), new byte[0], "tck", "1", List.of());
  }

  /** A subscribe that is accepted. */
  protected SubscribeCall subscribeCall() {
    return new SubscribeCall(caller("user"), "channel", new byte[0]);
  }

  /** A publish that is accepted. */
  protected PublishCall publishCall() {
    return new PublishCall(caller("user"), "channel", BrokerContract.bytes("{}"));
  }

  /** A call of a method that is accepted. */
  protected RpcCall rpcCall() {
    return new RpcCall(caller("user"), "method", BrokerContract.bytes("{}"));
  }

  /** Connects that are refused with an error or a disconnect. */
  protected List<ConnectCall> refusedConnects() {
    return List.of();
  }

  /** Subscribes that are refused with an error or a disconnect. */
  protected List<SubscribeCall> refusedSubscribes() {
    return List.of();
  }

  /** A caller over WebSocket without headers or meta. */
  protected static Caller caller(String user) {
    ConnectionInfo info =
        new ConnectionInfo(
            "websocket", Encoding.JSON, false, false, false, "127.0.0.1:1", Map.of());
    return new Caller("client-1", user, info, new byte[0]);
  }

  @BeforeEach
  final void makeProxy() {
    proxy = proxy();
  }

  @Test
  final void announcesTheSameKindsAlways() {
    Set<ProxyKind> kinds = proxy.kinds();
    assertFalse(kinds.isEmpty(), "a proxy without kinds is never called");
    assertEquals(kinds, proxy.kinds());
    assertEquals(kinds, proxy().kinds(), "two proxies of one configuration");
  }

  @Test
  final void answersWhatItAnnounces() {
    for (ProxyKind kind : announced()) {
      Object reply = assertDoesNotThrow(() -> call(kind), () -> "kind " + kind);
      assertNotNull(reply, () -> "reply to " + kind);
    }
  }

  @Test
  final void hasNoAnswerToWhatItDoesNotAnnounce() {
    Set<ProxyKind> others = EnumSet.copyOf(CALLABLE);
    others.removeAll(proxy.kinds());
    for (ProxyKind kind : others) {
      assertThrows(
          UnsupportedOperationException.class,
          () -> call(kind),
          () -> kind + " is answered but not announced");
    }
  }

  @Test
  final void saysNoWithAnErrorOrADisconnect() {
    refusedConnects().forEach(call -> assertRefused(call, () -> proxy.connect(call)));
    refusedSubscribes().forEach(call -> assertRefused(call, () -> proxy.subscribe(call)));
  }

  @Test
  final void answersManyCallsAtOnce() throws InterruptedException {
    ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      callers.add(
          Thread.ofVirtual()
              .uncaughtExceptionHandler((_, thrown) -> failures.add(thrown))
              .start(this::callEachKindManyTimes));
    }
    for (Thread caller : callers) {
      caller.join();
    }
    assertTrue(failures.isEmpty(), () -> "failures: " + failures);
  }

  private void callEachKindManyTimes() {
    for (int i = 0; i < CALLS_EACH; i++) {
      announced().forEach(this::call);
    }
  }

  private Set<ProxyKind> announced() {
    Set<ProxyKind> announced = EnumSet.copyOf(CALLABLE);
    announced.retainAll(proxy.kinds());
    return announced;
  }

  private Object call(ProxyKind kind) {
    return switch (kind) {
      case CONNECT -> proxy.connect(connectCall());
      case REFRESH -> proxy.refresh(new RefreshCall(caller("user")));
      case SUBSCRIBE -> proxy.subscribe(subscribeCall());
      case SUB_REFRESH -> proxy.subRefresh(new SubRefreshCall(caller("user"), "channel"));
      case PUBLISH -> proxy.publish(publishCall());
      case RPC -> proxy.rpc(rpcCall());
      case SUBSCRIBE_STREAM -> throw new IllegalArgumentException("streams are not called here");
    };
  }

  private static void assertRefused(Record call, Runnable attempt) {
    RuntimeException refusal =
        assertThrows(RuntimeException.class, attempt::run, () -> "not refused: " + call);
    boolean allowed =
        refusal instanceof ClientErrorException || refusal instanceof DisconnectException;
    assertTrue(allowed, () -> call + " is refused by " + refusal);
  }
}
