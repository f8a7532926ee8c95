package io.gyre.spi.web;

/** A transport on the shared HTTP port. */
@FunctionalInterface
public interface WebTransport {

  /** Adds the transport's paths. Called once, before the port opens. */
  void mount(Mounts mounts);
}
