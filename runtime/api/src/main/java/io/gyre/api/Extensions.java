package io.gyre.api;

import java.util.Optional;

/** The extensions that the {@code rpc} method calls. Thread-safe. */
@FunctionalInterface
public interface Extensions {
  /** No extensions. */
  Extensions NONE = name -> Optional.empty();

  /** The extension of this name. */
  Optional<Extension> find(String name);

  /** Answers a call; JSON in, JSON out. Refuses like any call of the node does. */
  @FunctionalInterface
  interface Extension {
    /** Carries out a call. */
    byte[] call(byte[] params);
  }
}
