package io.gyre.transport.http;

import io.gyre.spi.Key;

/** The one-way chunked HTTP endpoint ({@code uni_http_stream}). */
public record UniHttpStreamConfig(
    @Key(doc = "Turn endpoint on.", fallback = "false") boolean enabled,
    @Key(doc = "URL path.", fallback = "/connection/uni_http_stream") String handlerPrefix,
    @Key(doc = "Max bytes of the connect POST body.", fallback = "65536") int maxRequestBodySize,
    @Key(doc = "Turn connect failures into HTTP statuses.")
        ConnectResponses connectCodeToHttpResponse) {}
