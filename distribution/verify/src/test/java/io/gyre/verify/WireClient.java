package io.gyre.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A small client of the JSON protocol. Answers pings; pushes go to the listener, and replies to who
 * asked, all on one thread in the order of the wire. Thread-safe.
 */
final class WireClient implements WebSocket.Listener {
  private static final long REPLY_SECONDS_MAX = 20;

  private final Consumer<JsonNode> pushes;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder part = new StringBuilder();
  private CompletableFuture<WebSocket> socket = new CompletableFuture<>();

  private WireClient(Consumer<JsonNode> pushes) {
    this.pushes = pushes;
  }

  /** Opens a connection; the connect command is still to be sent. */
  static WireClient open(HttpClient http, URI address, Consumer<JsonNode> pushes) {
    WireClient client = new WireClient(pushes);
    CompletableFuture<WebSocket> opened =
        http.newWebSocketBuilder()
            .subprotocols("centrifuge-json")
            .buildAsync(address, client)
            .orTimeout(REPLY_SECONDS_MAX, TimeUnit.SECONDS);
    synchronized (client) {
      client.socket = opened;
    }
    opened.join();
    return client;
  }

  /**
   * Sends a command and waits for its reply, which may hold an error.
   *
   * @param handler takes the reply before anything behind it is read
   */
  void ask(String command, Object request, Consumer<JsonNode> handler) {
    asking(command, request, handler).join();
  }

  /** Sends a command; completes when its reply was handled. */
  CompletableFuture<Void> asking(String command, Object request, Consumer<JsonNode> handler) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> reply = new CompletableFuture<>();
    CompletableFuture<Void> handled = reply.thenAccept(handler);
    asked.put(id, reply);
    send(Json.write(Map.of("id", id, command, request)));
    return handled.orTimeout(REPLY_SECONDS_MAX, TimeUnit.SECONDS);
  }

  /** One text behind the other: a socket takes the next only when the last is through. */
  private synchronized void send(String text) {
    socket = socket.thenCompose(open -> open.sendText(text, true));
  }

  /** Cuts the connection without a word. */
  synchronized void drop() {
    socket.thenAccept(WebSocket::abort);
  }

  /** Completes with the code of the server's close frame. */
  CompletableFuture<Integer> closed() {
    return closed;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      String text = part.toString();
      part.setLength(0);
      text.lines().forEach(line -> receive(Json.read(line)));
    }
    from.request(1);
    return null;
  }

  private void receive(JsonNode message) {
    if (message.isEmpty()) {
      send("{}");
      return;
    }
    if (message.has("push")) {
      pushes.accept(message.get("push"));
      return;
    }
    CompletableFuture<JsonNode> waiting = asked.remove(message.path("id").asInt());
    if (waiting != null) {
      waiting.complete(message);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    end(code, new IllegalStateException("closed: " + code + " " + reason));
    return null;
  }

  private void end(int code, Throwable why) {
    closed.complete(code);
    asked.values().forEach(reply -> reply.completeExceptionally(why));
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    end(1006, failure);
  }
}
