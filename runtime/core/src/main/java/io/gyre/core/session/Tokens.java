package io.gyre.core.session;

import io.gyre.spi.auth.Authenticator;
import io.gyre.spi.auth.ConnectClaims;
import io.gyre.spi.auth.SubscribeClaims;
import io.gyre.spi.auth.TokenRejected;
import java.util.function.Consumer;

/** Has tokens read: on the spot if that never waits, elsewhere otherwise. */
final class Tokens {
  private final Environment environment;

  Tokens(Environment environment) {
    this.environment = environment;
  }

  /** Reads a connection token; one of the consumers is called on the shard. */
  void connection(
      ClientSession session,
      String token,
      Consumer<ConnectClaims> claims,
      Consumer<TokenRejected> rejected,
      Consumer<RuntimeException> failed) {
    read(session, authenticator -> authenticator.connection(token), claims, rejected, failed);
  }

  /** Reads a subscription token; one of the consumers is called on the shard. */
  void subscription(
      ClientSession session,
      String token,
      Consumer<SubscribeClaims> claims,
      Consumer<TokenRejected> rejected,
      Consumer<RuntimeException> failed) {
    read(session, authenticator -> authenticator.subscription(token), claims, rejected, failed);
  }

  private <T> void read(
      ClientSession session,
      Reader<T> reader,
      Consumer<T> claims,
      Consumer<TokenRejected> rejected,
      Consumer<RuntimeException> failed) {
    if (!environment.authenticator().mayBlock()) {
      Runnable outcome;
      try {
        outcome = attempt(reader, claims, rejected);
      } catch (RuntimeException e) {
        outcome = () -> failed.accept(e);
      }
      outcome.run();
      return;
    }
    environment
        .calls()
        .call(
            environment.calls().threads(),
            session.home(),
            () -> attempt(reader, claims, rejected),
            Runnable::run,
            failed);
  }

  private <T> Runnable attempt(
      Reader<T> reader, Consumer<T> claims, Consumer<TokenRejected> rejected) {
    try {
      T read = reader.read(environment.authenticator());
      return () -> claims.accept(read);
    } catch (TokenRejected e) {
      return () -> rejected.accept(e);
    }
  }

  private interface Reader<T> {
    T read(Authenticator authenticator) throws TokenRejected;
  }
}
