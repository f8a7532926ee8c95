package io.gyre.spi.transport;

import io.gyre.spi.ComponentContext;
import io.gyre.spi.TlsConfig;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** What a transport is lent. */
public interface TransportContext extends ComponentContext {

  /** Where connections go. */
  ClientGateway gateway();

  /**
   * What a listener encrypts with, which follows changes of the certificate's files; empty if
   * encryption is off. If {@link TlsConfig#clientCaPem} is set, the listener has to demand a
   * certificate of the client.
   *
   * @throws IllegalArgumentException if certificate or key cannot be read
   */
  Optional<SSLContext> encryption(TlsConfig config);
}
