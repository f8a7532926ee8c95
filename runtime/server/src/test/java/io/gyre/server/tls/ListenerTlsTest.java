package io.gyre.server.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.server.StartFailed;
import io.gyre.spi.TlsConfig;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Listeners that encrypt, as their clients see them. */
@Timeout(60)
class ListenerTlsTest {
  private static final long LOOK_NANOS = 6_000_000_000L;
  private static final Logger LOG = Logger.getLogger("gyre.tls");

  @TempDir Path folder;
  private final AtomicLong clock = new AtomicLong();
  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final Handler listening = new Listening(logged);
  private final List<WebServer> servers = new ArrayList<>();

  @BeforeEach
  void listen() {
    LOG.setLevel(Level.ALL);
    LOG.addHandler(listening);
  }

  @AfterEach
  void stop() {
    LOG.removeHandler(listening);
    servers.forEach(WebServer::stop);
  }

  @Test
  void newHandshakesGetTheNewCertificateAndOpenConnectionsLiveOn() throws Exception {
    place("first", 1);
    int port = serve(config(folder.resolve("cert.pem"), folder.resolve("key.pem"), ""));
    try (SSLSocket early = connect(port, Optional.empty(), "TLSv1.3")) {
      assertEquals("CN=first.example", name(early));
      place("second", 2);
      clock.addAndGet(LOOK_NANOS);
      try (SSLSocket late = connect(port, Optional.empty(), "TLSv1.3")) {
        assertEquals("CN=second.example", name(late));
        assertEquals("HTTP/1.1 200 OK", ask(late));
      }
      assertEquals("HTTP/1.1 200 OK", ask(early));
    }
    assertEquals(1, logged.size(), logged::toString);
    assertTrue(logged.getFirst().startsWith("certificate read anew"), logged::toString);
  }

  @Test
  void badNewFilesKeepTheOldCertificateAndAreLoggedOnce() throws Exception {
    place("first", 1);
    int port = serve(config(folder.resolve("cert.pem"), folder.resolve("key.pem"), ""));
    Files.writeString(folder.resolve("cert.pem"), "no certificate");
    for (int i = 0; i < 3; i++) {
      clock.addAndGet(LOOK_NANOS);
      assertServes("CN=first.example", port);
    }
    assertEquals(1, logged.size(), logged::toString);
    assertTrue(logged.getFirst().startsWith("certificate not read anew"), logged::toString);
    place("second", 3);
    clock.addAndGet(LOOK_NANOS);
    assertServes("CN=second.example", port);
  }

  @Test
  void aCertificateWithoutItsKeyIsNotTaken() throws Exception {
    place("first", 1);
    int port = serve(config(folder.resolve("cert.pem"), folder.resolve("key.pem"), ""));
    Files.writeString(folder.resolve("cert.pem"), pem("second.pem"));
    Files.setLastModifiedTime(folder.resolve("cert.pem"), FileTime.fromMillis(5000));
    clock.addAndGet(LOOK_NANOS);
    assertServes("CN=first.example", port);
    assertTrue(logged.getFirst().contains("not that of the certificate"), logged::toString);
    place("second", 6);
    clock.addAndGet(LOOK_NANOS);
    assertServes("CN=second.example", port);
  }

  @Test
  void speaksBothVersionsThatAreSafe() throws Exception {
    int port = serve(text("first", ""));
    for (String version : List.of("TLSv1.2", "TLSv1.3")) {
      try (SSLSocket client = connect(port, Optional.empty(), version)) {
        assertEquals(version, client.getSession().getProtocol());
      }
    }
    assertEquals(
        List.of("TLSv1.3", "TLSv1.2"),
        List.of(tls(text("first", "")).sslParameters().getProtocols()));
  }

  @Test
  void asksForAClientCertificateOfItsAuthority() throws Exception {
    int port = serve(text("first", pem("client.pem")));
    try (SSLSocket known = connect(port, Optional.of("client"), "TLSv1.2")) {
      assertEquals("HTTP/1.1 200 OK", ask(known));
    }
    for (Optional<String> stranger : List.of(Optional.<String>empty(), Optional.of("second"))) {
      assertThrows(IOException.class, () -> connect(port, stranger, "TLSv1.2"));
    }
  }

  @Test
  void namesEverySettingThatCannotBeRead() throws Exception {
    assertEquals(List.of(), SettingProblem.in(text("first", pem("client.pem"))));
    assertEquals(List.of(), keys(new TlsConfig(false, "", "", "", "", false, "")));
    assertEquals(
        List.of("cert_pem", "key_pem"), keys(new TlsConfig(true, "", "", "", "", false, "")));
    TlsConfig garbage =
        new TlsConfig(true, "/no/such/file", pem("first.key.pem"), "", "rubbish", false, "");
    assertEquals(List.of("cert_pem", "client_ca_pem"), keys(garbage));
    TlsConfig mixed =
        new TlsConfig(true, pem("first.pem"), pem("second.key.pem"), "", "", false, "");
    assertEquals(List.of("key_pem"), keys(mixed));
    assertThrows(StartFailed.class, () -> ListenerTls.of("http_server.tls", mixed));
  }

  private static List<String> keys(TlsConfig config) {
    return SettingProblem.in(config).stream().map(SettingProblem::key).toList();
  }

  private Tls tls(TlsConfig config) {
    return ListenerTls.of("http_server.tls", config, clock::get);
  }

  private int serve(TlsConfig config) {
    WebServer server =
        WebServer.builder()
            .port(0)
            .host("127.0.0.1")
            .shutdownHook(false)
            .tls(tls(config))
            .routing(HttpRouting.builder().get("/", (request, response) -> response.send("fine")))
            .build()
            .start();
    servers.add(server);
    return server.port();
  }

  private static TlsConfig config(Path certificate, Path key, String clients) {
    return new TlsConfig(true, certificate.toString(), key.toString(), "", clients, false, "");
  }

  private static TlsConfig text(String name, String clients) throws IOException {
    return new TlsConfig(true, pem(name + ".pem"), pem(name + ".key.pem"), "", clients, false, "");
  }

  /** Puts a certificate and its key where the listener looks, dated so that the change shows. */
  private void place(String name, int second) throws IOException {
    for (String part : List.of("", ".key")) {
      Path file = folder.resolve(part.isEmpty() ? "cert.pem" : "key.pem");
      Files.writeString(file, pem(name + part + ".pem"));
      Files.setLastModifiedTime(file, FileTime.fromMillis(second * 1000L));
    }
  }

  private void assertServes(String name, int port) throws Exception {
    try (SSLSocket client = connect(port, Optional.empty(), "TLSv1.3")) {
      assertEquals(name, name(client));
    }
  }

  private static SSLSocket connect(int port, Optional<String> identity, String version)
      throws Exception {
    TrustManager[] trust = CertificateChain.trust(pem("first.pem") + pem("second.pem"));
    KeyManager[] keys =
        identity.isEmpty()
            ? new KeyManager[0]
            : new KeyManager[] {
              CertificateChain.identity(
                  pem(identity.get() + ".pem"), pem(identity.get() + ".key.pem"))
            };
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trust, null);
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(30_000);
    socket.setEnabledProtocols(new String[] {version});
    try {
      socket.startHandshake();
      return socket;
    } catch (IOException refused) {
      socket.close();
      throw refused;
    }
  }

  private static String name(SSLSocket client) throws IOException {
    return ((X509Certificate) client.getSession().getPeerCertificates()[0])
        .getSubjectX500Principal()
        .getName();
  }

  private static String ask(SSLSocket client) throws IOException {
    client
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    StringBuilder line = new StringBuilder();
    int next = client.getInputStream().read();
    while (next > '\r') {
      line.append((char) next);
      next = client.getInputStream().read();
    }
    return line.toString();
  }

  private static String pem(String name) throws IOException {
    try (InputStream file = ListenerTlsTest.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IOException(name);
      }
      return new String(file.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private static final class Listening extends Handler {
    private final List<String> lines;

    Listening(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord line) {
      lines.add(new SimpleFormatter().formatMessage(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
