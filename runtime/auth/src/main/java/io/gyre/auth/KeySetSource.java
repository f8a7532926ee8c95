package io.gyre.auth;

import java.io.IOException;
import java.net.URI;

/** Gets key sets from where they are published. Thread-safe. */
interface KeySetSource {
  /**
   * Returns the set; waits, but not for long.
   *
   * @throws IOException it cannot be had
   */
  KeySet fetch(URI address) throws IOException, InterruptedException;
}
