package io.gyre.transport.grpc;

import io.gyre.spi.Key;
import io.gyre.spi.TlsConfig;

/** The one-way gRPC stream server ({@code uni_grpc}). */
public record UniGrpcConfig(
    @Key(doc = "Start the server.", fallback = "false") boolean enabled,
    @Key(doc = "Bind host.", fallback = "") String address,
    @Key(doc = "Bind port.", fallback = "11000") int port,
    @Key(doc = "Inbound message cap; 0 = gRPC default.", fallback = "0") int maxReceiveMessageSize,
    @Key(doc = "Server certificate settings.") TlsConfig tls) {}
