package io.gyre.server.config;

import io.gyre.spi.Key;
import io.gyre.spi.TlsConfig;

/** The server API over gRPC ({@code grpc_api}). */
public record GrpcApiConfig(
    @Key(doc = "Start the server.", fallback = "false") boolean enabled,
    @Key(doc = "Empty = error in response; transport = gRPC status.", fallback = "")
        String errorMode,
    @Key(doc = "Bind host.", fallback = "") String address,
    @Key(doc = "Bind port.", fallback = "10000") int port,
    @Key(
            doc = "If set, callers send metadata authorization: apikey <key>.",
            fallback = "",
            secret = true)
        String key,
    @Key(doc = "Server certificate settings.") TlsConfig tls,
    @Key(doc = "Expose gRPC reflection.", fallback = "false") boolean reflection,
    @Key(doc = "Inbound message cap; 0 = gRPC default.", fallback = "0")
        int maxReceiveMessageSize) {}
