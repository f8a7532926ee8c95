package io.gyre.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.server.plugin.PluginFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A plugin whose calls never come back, and cannot be interrupted (F19, F94). */
@Timeout(120)
class StuckPluginTest {
  private static final int CLIENTS = 200;
  private static final int CALLS = 100;
  private static final String RELEASE = "gyre.test.stuck.release";

  @TempDir Path scratch;

  @Test
  void isNobodysTroubleButItsCallers() throws Exception {
    PluginFixture.plugin(scratch, "stuck")
        .entry("META-INF/services/io.gyre.spi.proxy.ProxyProvider", "Stuck\n")
        .source("Stuck", STUCK)
        .jar(scratch.resolve("plugins").resolve("stuck.jar"));
    List<RawPeer> peers = new ArrayList<>();
    try (LiveServer server =
        LiveServer.start(
            scratch,
            """
            client: {allow_anonymous_connect_without_token: true, concurrency: %d}
            rpc:
              proxy: {endpoint: "stuck:", timeout: 1s}
              without_namespace: {proxy_enabled: true}
            """
                .formatted(CALLS))) {
      for (int i = 0; i < CLIENTS; i++) {
        RawPeer peer = server.dial().upgrade();
        peers.add(peer);
        peer.text("{\"id\":1,\"connect\":{}}");
        peer.readUntil("\"connect\"");
        peer.readUntil("}}");
        peer.text(calls());
      }
      server.assertServes(); // while 20,000 calls hang
      for (RawPeer peer : peers) {
        for (int i = 0; i < CALLS; i++) {
          assertTrue(peer.readUntil("}}").contains("\"error\":{\"code\":100,"));
        }
      }
      server.assertServes(); // while those that got through still hold their threads
    } finally {
      System.setProperty(RELEASE, "now");
      RawPeer.closeAll(peers);
    }
  }

  private static String calls() {
    return IntStream.range(0, CALLS)
        .mapToObj(i -> "{\"id\":%d,\"rpc\":{\"method\":\"wait\",\"data\":{}}}".formatted(i + 2))
        .collect(Collectors.joining("\n"));
  }

  /** The first call holds a monitor, all others wait for it where nothing can interrupt them. */
  private static final String STUCK =
      """
      import io.gyre.spi.*;
      import io.gyre.spi.proxy.*;
      import java.util.*;
      import java.util.concurrent.locks.LockSupport;
      public class Stuck implements ProxyProvider<Stuck.Config> {
        public record Config() {}
        public String type() { return "stuck"; }
        public Class<Config> configType() { return Config.class; }
        public Proxy create(Config config, ComponentContext context) {
          return new Proxy() {
            public Set<ProxyKind> kinds() { return Set.of(ProxyKind.RPC); }
            public synchronized RpcReply rpc(RpcCall call) {
              while (System.getProperty("gyre.test.stuck.release") == null) {
                LockSupport.parkNanos(10_000_000);
                Thread.interrupted();
              }
              return new RpcReply(new byte[0]);
            }
          };
        }
      }
      """;
}
