package io.gyre.server;

import io.gyre.spi.auth.Authenticator;
import io.gyre.spi.auth.ConnectClaims;
import io.gyre.spi.auth.SubscribeClaims;
import io.gyre.spi.auth.TokenRejected;

/** An authenticator that a reload replaces by one with other keys. Thread-safe. */
final class ReplaceableAuthenticator implements Authenticator {
  private volatile Authenticator current;

  ReplaceableAuthenticator(Authenticator first) {
    this.current = first;
  }

  void replace(Authenticator next) {
    current = next;
  }

  @Override
  public ConnectClaims connection(String token) throws TokenRejected {
    return current.connection(token);
  }

  @Override
  public SubscribeClaims subscription(String token) throws TokenRejected {
    return current.subscription(token);
  }

  @Override
  public boolean mayBlock() {
    return current.mayBlock();
  }
}
