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
 * A small client of the JSON protocol. Answers pings. The listener gets all replies and pushes, in
 * the order of the wire; who asked gets the reply after it. Thread-safe.
 */
final class WireClient implements WebSocket.Listener {
  private static final long REPLY_SECONDS_MAX = 20;

  private final Consumer<JsonNode> listener;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder part = new StringBuilder();
  private CompletableFuture<WebSocket> socket = new CompletableFuture<>();

  private WireClient(Consumer<JsonNode> listener) {
    this.listener = listener;
  }

  /** Opens a connection; the connect command is still to be sent. */
  static WireClient open(HttpClient http, URI address, Consumer<JsonNode> listener) {
    WireClient client = new WireClient(listener);
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

  /** Sends a command and waits for its reply, which may hold an error. */
  JsonNode ask(String command, Object request) {
    return asking(command, request).join();
  }

  /** Sends a command. */
  CompletableFuture<JsonNode> asking(String command, Object request) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> reply = new CompletableFuture<>();
    asked.put(id, reply);
    send(Json.write(Map.of("id", id, command, request)));
    return reply.orTimeout(REPLY_SECONDS_MAX, TimeUnit.SECONDS);
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
    listener.accept(message);
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
