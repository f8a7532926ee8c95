package io.gyre.core.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.spi.Meters;
import io.gyre.spi.error.ClientError;
import io.gyre.spi.error.ClientErrorException;
import io.gyre.spi.error.Disconnect;
import io.gyre.spi.error.DisconnectException;
import io.gyre.spi.proxy.Caller;
import io.gyre.spi.proxy.Proxy;
import io.gyre.spi.proxy.ProxyKind;
import io.gyre.spi.proxy.RpcCall;
import io.gyre.spi.proxy.RpcReply;
import io.gyre.spi.transport.ConnectionInfo;
import io.gyre.spi.transport.Encoding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ProxiesTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(20);
  private final LongAdder errors = new LongAdder();

  @Test
  void anAnswerIsHandedThrough() {
    RpcReply reply = new RpcReply(new byte[] {1});
    assertSame(reply, proxies(LONG, 1, () -> reply).rpc("default", call()));
    assertEquals(0, errors.sum());
  }

  @Test
  void headersOfConnectedClientsAreKeptWhereLaterCallsMayNameThem() {
    ConnectionInfo cookie = connection(Map.of("cookie", "c=1"));
    assertSame(cookie, proxies(LONG, 1, () -> new RpcReply(new byte[0])).kept(cookie));
    assertEquals(connection(Map.of()), Proxies.NONE.kept(cookie));
  }

  @Test
  void anErrorOfTheApplicationIsHandedThroughAndNotCounted() {
    ClientErrorException refusal =
        new ClientErrorException(new ClientError(1001, "too late", false));
    assertSame(refusal, refusalOf(proxies(LONG, 1, throwing(refusal))));
    assertEquals(0, errors.sum());
  }

  @Test
  void aDisconnectOfTheApplicationIsHandedThrough() {
    Proxies proxies =
        proxies(LONG, 1, throwing(new DisconnectException(new Disconnect(4001, "go"))));
    assertThrows(DisconnectException.class, () -> proxies.rpc("default", call()));
  }

  @Test
  void anythingElseThatIsThrownIsACountedInternalError() {
    assertInternal(proxies(LONG, 1, throwing(new IllegalStateException("boom"))));
    assertInternal(
        proxies(
            LONG,
            1,
            () -> {
              throw new StackOverflowError();
            }));
    assertEquals(2, errors.sum());
  }

  @Test
  @SuppressWarnings("NullAway") // that is the mistake under test
  void noAnswerIsACountedInternalError() {
    assertInternal(proxies(LONG, 1, () -> null));
    assertEquals(1, errors.sum());
  }

  @Test
  void aHangingCallEndsAtItsDeadlineAndIsInterrupted() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    Proxies proxies =
        proxies(
            SHORT,
            1,
            () -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException expected) {
                interrupted.countDown();
              }
              return new RpcReply(new byte[0]);
            });
    assertInternal(proxies);
    interrupted.await();
  }

  @Test
  void callsThatNeverEndUseUpOnlyTheirOwnPermits() {
    CountDownLatch never = new CountDownLatch(1);
    Proxies proxies =
        new Proxies(
            List.of(
                endpoint("deaf", SHORT, 2, () -> waitThroughInterrupts(never)),
                endpoint("default", LONG, 2, () -> new RpcReply(new byte[0]))));
    for (int i = 0; i < 5; i++) {
      assertThrows(ClientErrorException.class, () -> proxies.rpc("deaf", call()));
    }
    assertEquals(0, proxies.rpc("default", call()).data().length);
    assertEquals(5, errors.sum());
    never.countDown();
  }

  @Test
  void whatIsNotConfiguredIsNotAvailable() {
    assertFalse(Proxies.NONE.has(ProxyKind.RPC));
    assertEquals(108, refusalOf(Proxies.NONE).error().code());
    assertTrue(proxies(LONG, 1, () -> new RpcReply(new byte[0])).has(ProxyKind.RPC));
  }

  @Test
  void aProxyIsOnlyConfiguredForEventsItAnswers() {
    Proxy rpcOnly = () -> Set.of(ProxyKind.RPC);
    IllegalArgumentException failure =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new ProxyEndpoint(
                    new ProxyEndpoint.Spec(ProxyKind.CONNECT, "default", "example", LONG, 1),
                    rpcOnly,
                    meters(),
                    clock()));
    assertTrue(failure.toString().contains("connect"), failure.toString());
  }

  private void assertInternal(Proxies proxies) {
    ClientError error = refusalOf(proxies).error();
    assertEquals(new ClientError(100, "internal server error", true), error);
  }

  private static ClientErrorException refusalOf(Proxies proxies) {
    return assertThrows(ClientErrorException.class, () -> proxies.rpc("default", call()));
  }

  private Proxies proxies(Duration timeout, int callsMax, Supplier<RpcReply> answer) {
    return new Proxies(List.of(endpoint("default", timeout, callsMax, answer)));
  }

  private ProxyEndpoint endpoint(
      String name, Duration timeout, int callsMax, Supplier<RpcReply> answer) {
    Proxy proxy =
        new Proxy() {
          @Override
          public Set<ProxyKind> kinds() {
            return Set.of(ProxyKind.RPC);
          }

          @Override
          public RpcReply rpc(RpcCall call) {
            return answer.get();
          }
        };
    return new ProxyEndpoint(
        new ProxyEndpoint.Spec(ProxyKind.RPC, name, "example", timeout, callsMax),
        proxy,
        meters(),
        clock());
  }

  private static Supplier<RpcReply> throwing(RuntimeException failure) {
    return () -> {
      throw failure;
    };
  }

  private static RpcReply waitThroughInterrupts(CountDownLatch never) {
    while (true) {
      try {
        never.await();
        return new RpcReply(new byte[0]);
      } catch (InterruptedException ignored) {
        // deaf on purpose
      }
    }
  }

  private static RpcCall call() {
    return new RpcCall(new Caller("c", "u", connection(Map.of()), new byte[0]), "m", new byte[0]);
  }

  private static ConnectionInfo connection(Map<String, String> headers) {
    return new ConnectionInfo("test", Encoding.JSON, false, false, false, "here", headers);
  }

  private static InstantSource clock() {
    return InstantSource.fixed(Instant.EPOCH);
  }

  private Meters meters() {
    return new Meters() {
      @Override
      public Counter counter(String name, String... labels) {
        return errors::add;
      }

      @Override
      public Timer timer(String name, String... labels) {
        return nanos -> {};
      }

      @Override
      public void gauge(String name, LongSupplier value, String... labels) {}
    };
  }
}
