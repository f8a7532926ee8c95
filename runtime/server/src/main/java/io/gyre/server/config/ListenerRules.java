package io.gyre.server.config;

import io.gyre.config.Problems;
import io.gyre.server.tls.SettingProblem;
import io.gyre.spi.TlsConfig;
import java.util.List;

/** Listeners, logs, the API and the transports. */
final class ListenerRules {

  private static final int PORT_MAX = 65_535;

  private ListenerRules() {}

  static void check(GyreConfig config, Problems problems) {
    HttpServerConfig http = config.httpServer();
    port("http_server.port", http.port(), problems);
    internalPort(http.internalPort(), problems);
    int shards = config.node().shards();
    if (shards < 0 || shards > NodeConfig.SHARDS_MAX) {
      problems.error(
          "node.shards",
          String.valueOf(shards),
          "is no number of event threads",
          "write 0 to %d; 0 is half of the processors".formatted(NodeConfig.SHARDS_MAX));
    }
    if (http.h2cExternal()
        && (http.internalPort().isEmpty()
            || http.internalPort().equals(String.valueOf(http.port())))) {
      problems.error(
          "http_server.internal_port",
          http.internalPort(),
          "must be a port of its own when http_server.h2c_external is on",
          "set it");
    }
    Words.oneOf(
        "log.level",
        config.log().level(),
        List.of("none", "trace", "debug", "info", "warn", "error", "fatal"),
        problems);
    Words.oneOf(
        "http_api.error_mode", config.httpApi().errorMode(), List.of("", "transport"), problems);
    Words.oneOf(
        "grpc_api.error_mode", config.grpcApi().errorMode(), List.of("", "transport"), problems);
    port("grpc_api.port", config.grpcApi().port(), problems);
    HttpApiConfig api = config.httpApi();
    atLeastOne("http_api.max_request_body_size", api.limits().maxRequestBodySize(), problems);
    atLeastOne("http_api.batch_limit", api.limits().batchLimit(), problems);
    atLeastOne("http_api.broadcast_limit", api.limits().broadcastLimit(), problems);
    tls("http_server.tls", http.tls(), problems);
    tls("http_server.internal_tls", http.internalTls(), problems);
  }

  private static void atLeastOne(String path, int limit, Problems problems) {
    if (limit < 1) {
      problems.error(path, String.valueOf(limit), "lets no call in", "write 1 or more");
    }
  }

  private static void tls(String path, TlsConfig config, Problems problems) {
    for (SettingProblem problem : SettingProblem.in(config)) {
      problems.error(
          path + "." + problem.key(),
          "", // may be a key in clear text
          problem.reason(),
          "give PEM text, base64 of it, or the path of a file that can be read");
    }
  }

  private static void port(String path, int port, Problems problems) {
    if (port < 0 || port > PORT_MAX) {
      problems.error(path, String.valueOf(port), "is not a port", "write 0 to " + PORT_MAX);
    }
  }

  private static void internalPort(String port, Problems problems) {
    if (!port.isEmpty()) {
      if (port.matches("\\d{1,5}")) {
        port("http_server.internal_port", Integer.parseInt(port), problems);
      } else {
        problems.error(
            "http_server.internal_port", port, "is not a port", "write 0 to " + PORT_MAX);
      }
    }
  }
}
