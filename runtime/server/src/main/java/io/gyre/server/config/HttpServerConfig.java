package io.gyre.server.config;

import io.gyre.spi.Key;
import io.gyre.spi.TlsConfig;
import java.time.Duration;
import java.util.List;

/** Listen addresses, ports and TLS of the HTTP servers ({@code http_server}). */
public record HttpServerConfig(
    @Key(doc = "Bind host of public port; empty = all interfaces.", fallback = "") String address,
    @Key(doc = "Public port.", fallback = "8000") int port,
    @Key(doc = "Bind host for internal endpoints; falls back to address.", fallback = "")
        String internalAddress,
    @Key(
            doc =
                "Port for internal endpoints (API, admin, metrics, health, debug, swagger); empty ="
                    + " same as public port.",
            fallback = "")
        String internalPort,
    @Key(doc = "Certificate settings of public (and by default internal) server.") TlsConfig tls,
    @Key(doc = "ACME-issued certificates.") Autocert tlsAutocert,
    @Key(doc = "Apply TLS to the public address only.", fallback = "false") boolean tlsExternal,
    @Key(doc = "Own certificate settings for the internal address.") TlsConfig internalTls,
    @Key(doc = "QUIC listener settings.") Http3 http3,
    @Key(
            doc = "Plaintext HTTP/2 on public port; needs distinct internal_port and no TLS.",
            fallback = "false")
        boolean h2cExternal,
    @Key(
            doc = "Time from accept, or a request's first byte, to the end of its headers.",
            fallback = "10s")
        Duration readHeaderTimeout,
    @Key(doc = "Time from a request's first byte to the last of its body.", fallback = "30s")
        Duration readTimeout,
    @Key(doc = "Time that a connection may be kept between requests.", fallback = "5m")
        Duration idleTimeout,
    @Key(doc = "Time that one write of a response may wait for its peer.", fallback = "1m")
        Duration writeTimeout,
    @Key(
            doc = "Max bytes of a request's first line and headers; beyond it HTTP 414 or 431.",
            fallback = "65536")
        int maxHeaderSize) {

  /** Certificates issued by an ACME authority. */
  public record Autocert(
      @Key(doc = "Obtain certificates via ACME.", fallback = "false") boolean enabled,
      @Key(doc = "Hosts allowed to get certificates.", fallback = "") List<String> hostWhitelist,
      @Key(doc = "Certificate cache directory.", fallback = "") String cacheDir,
      @Key(doc = "ACME account contact.", fallback = "") String email,
      @Key(doc = "Name assumed when the client sends no SNI.", fallback = "") String serverName,
      @Key(doc = "Serve http-01 challenges.", fallback = "false") boolean http,
      @Key(doc = "Address of the challenge server.", fallback = ":80") String httpAddr) {}

  /** The QUIC listener. */
  public record Http3(
      @Key(doc = "Serve HTTP/3 on the public port (needs TLS, no autocert).", fallback = "false")
          boolean enabled) {}
}
