package io.gyre.spi;

/** TLS settings of one peer: a listener, or a client towards a back end. */
public record TlsConfig(
    @Key(doc = "Switch TLS on for this peer.", fallback = "false") boolean enabled,
    @Key(
            doc = "Certificate: PEM text, base64 PEM or file path.",
            fallback = "",
            formerly = {"cert_pem_file", "cert_pem_b64"})
        String certPem,
    @Key(
            doc = "Private key: PEM text, base64 PEM or file path.",
            fallback = "",
            secret = true,
            formerly = {"key_pem_file", "key_pem_b64"})
        String keyPem,
    @Key(
            doc = "CA used as client to check the server.",
            fallback = "",
            formerly = {"server_ca_pem_file", "server_ca_pem_b64"})
        String serverCaPem,
    @Key(
            doc = "CA used as server; when set client certificates become mandatory (mTLS).",
            fallback = "",
            formerly = {"client_ca_pem_file", "client_ca_pem_b64"})
        String clientCaPem,
    @Key(doc = "Do not verify the server certificate.", fallback = "false")
        boolean insecureSkipVerify,
    @Key(doc = "SNI / expected host name.", fallback = "") String serverName) {}
