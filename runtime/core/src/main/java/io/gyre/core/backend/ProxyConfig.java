package io.gyre.core.backend;

import io.gyre.spi.Key;
import io.gyre.spi.TlsConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How one proxy reaches the application. */
public record ProxyConfig(
    @Key(
            doc =
                "Backend address; http(s):// selects HTTP, otherwise gRPC (optional grpc:// prefix).",
            fallback = "")
        String endpoint,
    @Key(doc = "Call deadline.", fallback = "1s") Duration timeout,
    @Key(doc = "Transport request headers to forward.", fallback = "") List<String> httpHeaders,
    @Key(doc = "Uni gRPC metadata keys to forward.", fallback = "") List<String> grpcMetadata,
    @Key(doc = "Client-supplied (connect frame) headers to forward; untrusted.", fallback = "")
        List<String> emulatedHeaders,
    @Key(doc = "Send payloads as base64 in b64data, encoding=binary.", fallback = "false")
        boolean binaryEncoding,
    @Key(doc = "Attach stored connection meta to the request.", fallback = "false")
        boolean includeConnectionMeta,
    @Key(doc = "HTTP-only settings.") Http http,
    @Key(doc = "GRPC-only settings.") Grpc grpc) {

  /** The client error that a status becomes. */
  public record ErrorTarget(
      @Key(doc = "Error code.", fallback = "0") int code,
      @Key(doc = "Error text (ASCII, <=123).", fallback = "") String message,
      @Key(doc = "Retry hint flag.", fallback = "false") boolean temporary) {}

  /** The disconnect that a status becomes. */
  public record DisconnectTarget(
      @Key(doc = "Disconnect code.", fallback = "0") int code,
      @Key(doc = "Reason text (ASCII, <=123).", fallback = "") String reason) {}

  /** Turns an HTTP status of the application into a client error or a disconnect. */
  public record StatusTransform(
      @Key(doc = "Non-200 status from the backend.", fallback = "0") int statusCode,
      @Key(doc = "Error sent to the client.") ErrorTarget toError,
      @Key(doc = "Disconnect sent to the client (exclusive with to_error).")
          DisconnectTarget toDisconnect) {}

  /** What only HTTP calls know. */
  public record Http(
      @Key(doc = "Client TLS of HTTP calls.") TlsConfig tls,
      @Key(doc = "Fixed request headers, lowest priority.", fallback = "", secret = true)
          Map<String, String> staticHeaders,
      @Key(doc = "Backend status -> client error/disconnect.", fallback = "")
          List<StatusTransform> statusToCodeTransforms) {}

  /** What only gRPC calls know. */
  public record Grpc(
      @Key(doc = "Client TLS of gRPC calls.") TlsConfig tls,
      @Key(doc = "Per-RPC credential metadata key.", fallback = "") String credentialsKey,
      @Key(doc = "Per-RPC credential value.", fallback = "", secret = true) String credentialsValue,
      @Key(doc = "Gzip outgoing calls.", fallback = "false") boolean compression,
      @Key(doc = "Fixed metadata, lowest priority.", fallback = "")
          Map<String, String> staticMetadata) {}
}
