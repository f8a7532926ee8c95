package io.gyre.server;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import javax.management.JMException;
import javax.management.ObjectName;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/**
 * What the process is doing, for whoever looks for a fault: threads, heap, a profile. Profiles are
 * JFR recordings, one at a time. Thread-safe.
 */
final class DebugPages implements HttpService {
  private static final int SECONDS_USUAL = 30;
  private static final int SECONDS_MAX = 300;
  private static final Header TEXT =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
  private static final Header HTML =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
  private static final Header BINARY =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/octet-stream");
  private static final Header NO_SNIFFING =
      HeaderValues.createCached("X-Content-Type-Options", "nosniff");
  private static final String INDEX =
      """
      <!doctype html>
      <html lang="en">
      <head><meta charset="utf-8"><title>/debug/pprof/</title></head>
      <body>
      <h1>/debug/pprof/</h1>
      <p>Profiles available:</p>
      <ul>
      <li><a href="cmdline">cmdline</a>: how the process was started</li>
      <li><a href="goroutine">goroutine</a>: stacks of all threads, virtual ones too</li>
      <li><a href="heap">heap</a>: objects on the heap by class</li>
      <li><a href="profile?seconds=30">profile</a>: a JFR recording of so many seconds</li>
      </ul>
      </body>
      </html>
      """;

  private final Semaphore recorder = new Semaphore(1);

  @Override
  public void routing(HttpRules rules) {
    rules.any("/", DebugPages::index);
    rules.any("/cmdline", (request, response) -> text(response, commandLine()));
    rules.any("/goroutine", (request, response) -> text(response, threads()));
    rules.any("/heap", (request, response) -> text(response, heap()));
    rules.any("/profile", this::profile);
  }

  private static void index(ServerRequest request, ServerResponse response) {
    String path = request.path().absolute().rawPath();
    if (path.endsWith("/")) {
      response.header(HTML).header(NO_SNIFFING).send(INDEX);
    } else {
      PageFiles.redirect(path + "/", response);
    }
  }

  private static void text(ServerResponse response, String text) {
    response.header(TEXT).header(NO_SNIFFING).send(text);
  }

  private static String commandLine() {
    return ProcessHandle.current().info().command().orElse("")
        + '\0'
        + String.join("\0", ManagementFactory.getRuntimeMXBean().getInputArguments());
  }

  private static String threads() throws IOException {
    Path folder = Files.createTempDirectory("gyre");
    Path file = folder.resolve("threads.txt");
    try {
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
      return Files.readString(file, StandardCharsets.UTF_8);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  private static String heap() throws JMException {
    Object histogram =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
    return String.valueOf(histogram);
  }

  private void profile(ServerRequest request, ServerResponse response)
      throws IOException, InterruptedException, ParseException {
    int seconds =
        request
            .query()
            .first("seconds")
            .asOptional()
            .map(DebugPages::seconds)
            .orElse(SECONDS_USUAL);
    if (!recorder.tryAcquire()) {
      response
          .status(Status.SERVICE_UNAVAILABLE_503)
          .header(TEXT)
          .send("another profile is made\n");
      return;
    }
    try {
      response.header(BINARY).header(NO_SNIFFING).send(recorded(Duration.ofSeconds(seconds)));
    } finally {
      recorder.release();
    }
  }

  private static int seconds(String text) {
    return text.matches("\\d{1,6}")
        ? Math.clamp(Integer.parseInt(text), 1, SECONDS_MAX)
        : SECONDS_USUAL;
  }

  private static byte[] recorded(Duration time)
      throws IOException, InterruptedException, ParseException {
    Path file = Files.createTempFile("gyre", ".jfr");
    try (Recording recording = new Recording(Configuration.getConfiguration("profile"))) {
      recording.start();
      Thread.sleep(time);
      recording.stop();
      recording.dump(file);
      return Files.readAllBytes(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
