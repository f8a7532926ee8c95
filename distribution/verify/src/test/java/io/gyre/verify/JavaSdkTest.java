package io.gyre.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.centrifugal.centrifuge.Client;
import io.github.centrifugal.centrifuge.ConnectedEvent;
import io.github.centrifugal.centrifuge.DisconnectedEvent;
import io.github.centrifugal.centrifuge.EventListener;
import io.github.centrifugal.centrifuge.HistoryOptions;
import io.github.centrifugal.centrifuge.HistoryResult;
import io.github.centrifugal.centrifuge.Options;
import io.github.centrifugal.centrifuge.PresenceResult;
import io.github.centrifugal.centrifuge.PublicationEvent;
import io.github.centrifugal.centrifuge.PublishResult;
import io.github.centrifugal.centrifuge.RPCResult;
import io.github.centrifugal.centrifuge.ReplyError;
import io.github.centrifugal.centrifuge.ResultCallback;
import io.github.centrifugal.centrifuge.SubscribedEvent;
import io.github.centrifugal.centrifuge.Subscription;
import io.github.centrifugal.centrifuge.SubscriptionEventListener;
import io.github.centrifugal.centrifuge.SubscriptionOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The official Java SDK, which speaks Protobuf only: connects with a token, subscribes, publishes,
 * asks, loses its connection and recovers.
 */
@Timeout(60)
class JavaSdkTest {
  private static final String CHANNEL = "sdk:java";

  private final BlockingQueue<ConnectedEvent> connected = new LinkedBlockingQueue<>();
  private final BlockingQueue<DisconnectedEvent> disconnected = new LinkedBlockingQueue<>();
  private final BlockingQueue<SubscribedEvent> subscribed = new LinkedBlockingQueue<>();
  private final BlockingQueue<PublicationEvent> publications = new LinkedBlockingQueue<>();

  @TempDir Path folder;

  @Test
  void worksUnmodified() throws Exception {
    try (SdkServer server = SdkServer.start(folder)) {
      Client client = client(server, RunningGyre.token("ann", List.of()));
      SubscriptionOptions options = new SubscriptionOptions();
      options.setRecoverable(true);
      Subscription room = client.newSubscription(CHANNEL, options, new Room());
      client.connect();
      room.subscribe();
      String id = next(connected).getClient();
      SubscribedEvent first = next(subscribed);
      assertTrue(first.getRecoverable());
      assertEquals(false, first.wasRecovering());

      talks(server, room, id);
      asks(client, room, id);
      isRefused(server);
      recovers(server, room);

      assertTrue(client.close(5000));
      assertEquals(List.of(), List.copyOf(publications));
    }
  }

  private Client client(SdkServer server, String token) {
    Options options = new Options();
    options.setToken(token);
    options.setMinReconnectDelay(100);
    options.setMaxReconnectDelay(200);
    return new Client(server.line().address().toString(), options, new Connection());
  }

  private void talks(SdkServer server, Subscription room, String id) throws Exception {
    JavaSdkTest.<PublishResult>ask(answer -> room.publish(bytes("{\"n\":1}"), answer));
    server.publish(CHANNEL, 2);
    PublicationEvent own = take(1);
    assertEquals("ann", own.getInfo().getUser());
    assertEquals(id, own.getInfo().getClient());
    // this SDK has an empty information where there is none
    assertEquals("", take(2).getInfo().getClient());
  }

  private void asks(Client client, Subscription room, String id) throws Exception {
    HistoryOptions all = new HistoryOptions.Builder().withLimit(10).build();
    HistoryResult history = ask(answer -> room.history(all, answer));
    assertEquals(2, history.getOffset());
    assertEquals(
        List.of("{\"n\":1}", "{\"n\":2}"),
        history.getPublications().stream().map(each -> text(each.getData())).toList());
    PresenceResult presence = ask(room::presence);
    assertEquals(Set.of(id), presence.getClients().keySet());
    assertEquals("ann", presence.getClients().get(id).getUser());
    JavaSdkTest.<PresenceResult>fails(103, answer -> client.presence("closed:room", answer));
    JavaSdkTest.<RPCResult>fails(104, answer -> client.rpc("unknown", bytes("{}"), answer));
  }

  private void isRefused(SdkServer server) throws Exception {
    Client other = client(server, "not a token");
    other.connect();
    assertEquals(3500, next(disconnected).getCode());
    other.close(5000);
  }

  private void recovers(SdkServer server, Subscription room) throws Exception {
    server.publishWhileCut(CHANNEL);
    SubscribedEvent again = next(subscribed);
    assertTrue(again.wasRecovering());
    assertTrue(again.getRecovered());
    for (int number = 3; number <= 5; number++) {
      take(number);
    }
    JavaSdkTest.<PublishResult>ask(answer -> room.publish(bytes("{\"n\":6}"), answer));
    take(6);
  }

  /** Waits for the next publication, which must be the one with this number. */
  private PublicationEvent take(int number) throws InterruptedException {
    PublicationEvent next = next(publications);
    assertEquals(number, next.getOffset());
    assertEquals("{\"n\":" + number + "}", text(next.getData()));
    return next;
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(20, TimeUnit.SECONDS);
    assertNotNull(next, "nothing came");
    return next;
  }

  private static <T> T ask(Consumer<ResultCallback<T>> question) throws Exception {
    return answer(question).get(20, TimeUnit.SECONDS);
  }

  private static <T> void fails(int code, Consumer<ResultCallback<T>> question) {
    Throwable failure = answer(question).handle((result, thrown) -> thrown).join();
    assertEquals(code, assertInstanceOf(ReplyError.class, failure).getCode());
  }

  private static <T> CompletableFuture<T> answer(Consumer<ResultCallback<T>> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    question.accept((failure, result) -> {
      if (failure == null) {
        answer.complete(result);
      } else {
        answer.completeExceptionally(failure);
      }
    });
    return answer.orTimeout(20, TimeUnit.SECONDS);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private final class Connection extends EventListener {
    @Override
    public void onConnected(Client client, ConnectedEvent event) {
      connected.add(event);
    }

    @Override
    public void onDisconnected(Client client, DisconnectedEvent event) {
      disconnected.add(event);
    }
  }

  private final class Room extends SubscriptionEventListener {
    @Override
    public void onSubscribed(Subscription subscription, SubscribedEvent event) {
      subscribed.add(event);
    }

    @Override
    public void onPublication(Subscription subscription, PublicationEvent event) {
      publications.add(event);
    }
  }
}
