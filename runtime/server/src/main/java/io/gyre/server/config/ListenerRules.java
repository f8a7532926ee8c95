package io.gyre.server.config;

import io.gyre.config.Problems;
import io.gyre.server.log.Logs;
import io.gyre.server.tls.SettingProblem;
import io.gyre.spi.TlsConfig;
import java.util.List;
import java.util.Locale;

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
    cleartext(http, problems);
    http3(config, problems);
    if (!Logs.LEVELS.contains(config.log().level().toLowerCase(Locale.ROOT))) {
      problems.warning(
          "log.level",
          "'" + config.log().level() + "' is not known, info is used",
          "write one of " + String.join(", ", Logs.LEVELS),
          "");
    }
    Words.oneOf(
        "http_api.error_mode", config.httpApi().errorMode(), List.of("", "transport"), problems);
    if (config.grpcApi().enabled()) {
      Words.oneOf(
          "grpc_api.error_mode", config.grpcApi().errorMode(), List.of("", "transport"), problems);
    }
    port("grpc_api.port", config.grpcApi().port(), problems);
    HttpApiConfig api = config.httpApi();
    atLeastOne("http_api.max_request_body_size", api.limits().maxRequestBodySize(), problems);
    atLeastOne("http_api.batch_limit", api.limits().batchLimit(), problems);
    atLeastOne("http_api.broadcast_limit", api.limits().broadcastLimit(), problems);
    tls("http_server.tls", http.tls(), problems);
    tls("http_server.internal_tls", http.internalTls(), problems);
  }

  private static void cleartext(HttpServerConfig http, Problems problems) {
    if (http.h2cExternal()
        && (http.internalPort().isEmpty()
            || http.internalPort().equals(String.valueOf(http.port())))) {
      problems.error(
          "http_server.internal_port",
          http.internalPort(),
          "must be a port of its own when http_server.h2c_external is on",
          "set it");
    }
    if (http.h2cExternal() && http.tls().enabled()) {
      problems.error(
          "http_server.h2c_external",
          "true",
          "cannot go with TLS (http_server.tls.enabled)",
          "switch one or the other off");
    }
  }

  private static void http3(GyreConfig config, Problems problems) {
    HttpServerConfig http = config.httpServer();
    if (config.webtransport().enabled() && !http.http3().enabled()) {
      problems.error(
          "webtransport.enabled", "true", "needs HTTP/3", "set http_server.http3.enabled: true");
    }
    if (http.http3().enabled() && http.tlsAutocert().enabled()) {
      problems.error(
          "http_server.http3.enabled",
          "true",
          "cannot go with http_server.tls_autocert",
          "switch one or the other off");
    } else if (http.http3().enabled() && !http.tls().enabled()) {
      problems.error("http_server.http3.enabled", "true", "needs TLS", "configure http_server.tls");
    }
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
