package io.gyre.transport.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.gyre.spi.TlsConfig;
import io.gyre.spi.error.Disconnect;
import io.gyre.spi.transport.Encoding;
import io.gyre.spi.transport.Frame;
import io.gyre.tck.FakeContext;
import io.gyre.tck.RecordingGateway.RecordedSession;
import io.gyre.tck.ServiceRunner;
import io.helidon.webclient.grpc.GrpcClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UniGrpcTest {
  private static final TlsConfig PLAIN = new TlsConfig(false, "", "", "", "", false, "");

  /** A connect request whose name is {@code app}. */
  private static final byte[] CONNECT = {0x22, 3, 'a', 'p', 'p'};

  private final FakeContext context = new FakeContext();
  private ServiceRunner runner;
  private GrpcClient client;
  private int port;

  @BeforeEach
  void startTransport() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    runner = ServiceRunner.startReady(new UniGrpcProvider().create(config(), context));
    client =
        GrpcClient.builder()
            .baseUri("http://127.0.0.1:" + port)
            .tls(tls -> tls.enabled(false))
            .build();
  }

  private UniGrpcConfig config() {
    return new UniGrpcConfig(true, "127.0.0.1", port, 0, PLAIN);
  }

  @AfterEach
  void stopTransport() {
    runner.close();
  }

  private Iterator<byte[]> consume(byte[] request) {
    Metadata metadata = new Metadata();
    metadata.put(Metadata.Key.of("X-Trace", Metadata.ASCII_STRING_MARSHALLER), "t1");
    return ClientCalls.blockingServerStreamingCall(
        ClientInterceptors.intercept(
            client.channel(), MetadataUtils.newAttachHeadersInterceptor(metadata)),
        ConsumeMethod.DESCRIPTOR,
        CallOptions.DEFAULT,
        request);
  }

  private RecordedSession session(int index) {
    return context.gateway().awaitSession(index);
  }

  private static Frame frame(String text) {
    return new Frame(text.getBytes(UTF_8));
  }

  @Test
  void messagesOfTheServerArriveInOrderAndAsTheyAreAndTheStreamEndsWell() {
    Iterator<byte[]> stream = consume(CONNECT);
    RecordedSession session = session(0);
    assertEquals(List.of(new String(CONNECT, UTF_8)), session.awaitFrames(1));
    for (int i = 0; i < 100; i++) {
      session.connection().send(frame("message " + i));
    }
    session.connection().send(frame("")); // the ping
    session.connection().send(frame("y".repeat(200_000)));
    session.connection().close(new Disconnect(3503, "force disconnect"));
    for (int i = 0; i < 100; i++) {
      assertEquals("message " + i, new String(stream.next(), UTF_8));
    }
    assertEquals(0, stream.next().length);
    byte[] large = new byte[200_000];
    Arrays.fill(large, (byte) 'y');
    assertEquals(new String(large, UTF_8), new String(stream.next(), UTF_8));
    assertFalse(stream.hasNext());
    session.awaitClosed();
  }

  @Test
  void theSessionLearnsWhoListens() {
    consume(CONNECT);
    var info = session(0).info();
    assertEquals("uni_grpc", info.transport());
    assertEquals(Encoding.PROTOBUF, info.encoding());
    assertTrue(info.unidirectional());
    assertTrue(info.remote().startsWith("127.0.0.1:"), info.remote());
    assertEquals("t1", info.headers().get("x-trace"));
  }

  @Test
  void anEmptyRequestConnectsToo() {
    consume(new byte[0]);
    assertEquals(List.of(""), session(0).awaitFrames(1));
  }

  @Test
  void aMalformedRequestIsAnErrorOfTheCall() {
    Iterator<byte[]> stream = consume(new byte[] {0x22, 100, 'a'});
    StatusRuntimeException failure = assertThrows(StatusRuntimeException.class, stream::hasNext);
    assertEquals(Status.Code.INTERNAL, failure.getStatus().getCode());
  }

  @Test
  void aServerThatTakesNoMoreClientsIsUnavailable() {
    context.gateway().refuse(new Disconnect(3504, "connection limit"));
    Iterator<byte[]> stream = consume(CONNECT);
    StatusRuntimeException failure = assertThrows(StatusRuntimeException.class, stream::hasNext);
    assertEquals(Status.Code.UNAVAILABLE, failure.getStatus().getCode());
  }

  @Test
  void aClientThatCancelsIsGone() {
    var call = client.channel().newCall(ConsumeMethod.DESCRIPTOR, CallOptions.DEFAULT);
    call.start(new ClientCall.Listener<>() {}, new Metadata());
    call.request(1);
    call.sendMessage(CONNECT);
    call.halfClose();
    RecordedSession session = session(0);
    try {
      call.cancel("enough", null);
    } catch (UncheckedIOException trippedOverItself) {
      // the client closes its socket on two threads at once, and one may come too late
    }
    session.awaitClosed();
    session.connection().send(frame("late"));
    assertEquals(1, session.closedCalls());
  }

  @Test
  void whenTheTransportEndsItsStreamsDo() {
    consume(CONNECT);
    RecordedSession session = session(0);
    runner.stop();
    session.awaitClosed();
  }

  @Test
  void aTransportThatIsOffOpensNoPort() {
    UniGrpcConfig off = new UniGrpcConfig(false, "127.0.0.1", port, 0, PLAIN);
    try (ServiceRunner idle =
        ServiceRunner.startReady(new UniGrpcProvider().create(off, context))) {
      assertFalse(idle.ended());
    }
  }

  @Test
  void aTakenPortIsAFailureThatNamesIt() {
    var second = ServiceRunner.start(new UniGrpcProvider().create(config(), context));
    String reason = second.awaitEnd().orElseThrow().getMessage();
    assertTrue(reason.contains("127.0.0.1:" + port), reason);
  }
}
