package io.gyre.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Chromium without a window, driven by its DevTools protocol: commands with numbers, and replies to
 * them. Thread-safe.
 */
final class Browser implements AutoCloseable, WebSocket.Listener {
  private static final long REPLY_SECONDS_MAX = 30;
  private static final long START_SECONDS_MAX = 40;

  /**
   * Nothing that looks for the world outside, and no tab that sleeps because another is in front.
   */
  private static final List<String> FLAGS =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-extensions",
          "--disable-dev-shm-usage",
          "--disable-background-timer-throttling",
          "--disable-renderer-backgrounding",
          "--disable-backgrounding-occluded-windows",
          "--remote-debugging-port=0");

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final StringBuilder part = new StringBuilder();
  private CompletableFuture<WebSocket> socket = new CompletableFuture<>();

  private Browser(Process process) {
    this.process = process;
  }

  /** Starts it with an empty profile in the folder. */
  static Browser start(Path folder) throws IOException, InterruptedException {
    Path profile = folder.resolve("profile");
    List<String> line = new java.util.ArrayList<>(List.of("chromium"));
    line.addAll(FLAGS);
    line.add("--user-data-dir=" + profile);
    Path log = folder.resolve("chromium.log");
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Browser browser = new Browser(process);
    try {
      browser.attach(profile.resolve("DevToolsActivePort"), log);
      return browser;
    } catch (IOException | InterruptedException | RuntimeException failure) {
      browser.close();
      throw failure;
    }
  }

  /** The browser writes where it listens into a file: the port, and a path in the next line. */
  private void attach(Path ports, Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS_MAX);
    while (!Files.exists(ports) || Files.readAllLines(ports).size() < 2) {
      if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
        throw new IllegalStateException("no browser: " + Files.readString(log));
      }
    }
    List<String> lines = Files.readAllLines(ports);
    URI address = URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
    CompletableFuture<WebSocket> opened = http.newWebSocketBuilder().buildAsync(address, this);
    opened.orTimeout(REPLY_SECONDS_MAX, TimeUnit.SECONDS).join();
    synchronized (this) {
      socket = opened;
    }
  }

  /** Opens a page in a tab of its own and returns when it has loaded. */
  Tab open(URI page) {
    String target =
        call("", "Target.createTarget", Map.of("url", "about:blank")).path("targetId").asText();
    String session =
        call("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .path("sessionId")
            .asText();
    Tab tab = new Tab(this, session);
    tab.load(page);
    return tab;
  }

  /** Sends a command to a tab, or with an empty session to the browser; returns its result. */
  JsonNode call(String session, String method, Map<String, ?> parameters) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> reply = new CompletableFuture<>();
    asked.put(id, reply);
    send(
        Json.write(
            session.isEmpty()
                ? Map.of("id", id, "method", method, "params", parameters)
                : Map.of("id", id, "method", method, "params", parameters, "sessionId", session)));
    JsonNode message = reply.orTimeout(REPLY_SECONDS_MAX, TimeUnit.SECONDS).join();
    if (message.has("error")) {
      throw new IllegalStateException(method + ": " + message.get("error"));
    }
    return message.get("result");
  }

  private synchronized void send(String text) {
    socket = socket.thenCompose(open -> open.sendText(text, true));
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      JsonNode message = Json.read(part.toString());
      part.setLength(0);
      CompletableFuture<JsonNode> waiting = asked.remove(message.path("id").asInt());
      if (waiting != null) {
        waiting.complete(message);
      }
    }
    from.request(1);
    return null;
  }

  @Override
  public void close() {
    http.shutdownNow();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException ended) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
