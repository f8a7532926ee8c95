package io.gyre.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The official JavaScript SDK in Node and in a page of another origin, over each of its transports
 * in each encoding that it speaks there: connects with a token, subscribes, publishes, asks, is
 * refused, loses its connection and recovers, is disconnected. What it expects is in {@code
 * src/test/js/scenario.js}.
 */
@Timeout(180)
class JavaScriptSdkTest {
  @TempDir static Path folder;
  private static HttpServer pages;
  private static SdkServer server;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    installTheSdk();
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    pages = SimpleFileServer.createFileServer(anyPort, target(), OutputLevel.NONE);
    pages.start();
    server = SdkServer.start(folder, "client: {allowed_origins: ['%s']}\n".formatted(origin()));
    browser = Browser.start(folder);
  }

  private static void installTheSdk() throws IOException, InterruptedException {
    Path sources =
        Path.of(System.getProperty("gyre.sources"), "distribution/verify/src/test/js").normalize();
    Files.createDirectories(target());
    for (String name :
        List.of("package.json", "package-lock.json", "scenario.js", "node.js", "page.html")) {
      Files.copy(
          sources.resolve(name), target().resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    Command.run(
            target(),
            Map.of(),
            List.of("npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"))
        .mustSucceed();
  }

  @AfterAll
  static void stop() throws IOException {
    browser.close();
    pages.stop(0);
    server.close();
  }

  private static Path target() {
    return Path.of(System.getProperty("gyre.target"), "js").toAbsolutePath().normalize();
  }

  private static String origin() {
    return "http://127.0.0.1:" + pages.getAddress().getPort();
  }

  @ParameterizedTest
  @CsvSource({
    "websocket, json", "websocket, protobuf",
    "http_stream, json", "http_stream, protobuf",
    "sse, json"
  })
  void worksInNode(String transport, String format) throws Exception {
    String channel = "sdk:node-" + transport + "-" + format;
    String plan = plan(transport, format, channel);
    List<String> line = List.of("node", target().resolve("node.js").toString(), plan);
    SdkProgram.plays(server, channel, folder, line);
  }

  @ParameterizedTest
  @CsvSource({
    "websocket, json", "websocket, protobuf",
    "http_stream, json", "http_stream, protobuf",
    "sse, json"
  })
  void worksInAPageOfAnotherOrigin(String transport, String format) throws Exception {
    String channel = "sdk:page-" + transport + "-" + format;
    String plan = URLEncoder.encode(plan(transport, format, channel), StandardCharsets.UTF_8);
    URI page = URI.create(origin() + "/page.html?" + plan.replace("+", "%20"));
    Tab tab = browser.open(page);
    String said = tab.text("heard()");
    while (List.of("publish", "cut", "disconnect").contains(said)) {
      server.answer(said, channel);
      said = tab.text("heard()");
    }
    assertEquals("done", said);
  }

  private static String plan(String transport, String format, String channel) {
    String path = "/connection/" + transport;
    URI endpoint = transport.equals("websocket") ? server.line().address() : server.http(path);
    return Json.write(
        Map.of(
            "transport",
            transport,
            "format",
            format,
            "endpoint",
            endpoint.toString(),
            "emulation",
            server.http("/emulation").toString(),
            "token",
            RunningGyre.token("ann", List.of()),
            "channel",
            channel));
  }
}
