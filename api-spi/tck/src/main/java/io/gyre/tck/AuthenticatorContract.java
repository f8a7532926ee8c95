package io.gyre.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.spi.auth.Authenticator;
import io.gyre.spi.auth.TokenRejected;
import io.gyre.spi.auth.TokenRejected.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every {@link Authenticator} does: good tokens become claims, and nothing that a stranger may
 * send does anything else than being rejected. Extend it and supply tokens.
 */
public abstract class AuthenticatorContract {
  private static final int THREADS = 8;
  private static final int TOKENS_EACH = 20;

  private final FakeContext context = new FakeContext();
  private Authenticator authenticator;

  /** Instances are made by JUnit. */
  protected AuthenticatorContract() {}

  /** Makes the authenticator under test. */
  protected abstract Authenticator authenticator(FakeContext context);

  /** A token that lets this user connect, at the time of the context's clock. */
  protected abstract String connectionToken(String user);

  /** A token that lets this user subscribe, at the time of the context's clock. */
  protected abstract String subscriptionToken(String user, String channel);

  /** Connection tokens that were good once. */
  protected abstract List<String> expiredConnectionTokens();

  /** Connection tokens that were never good; the contract adds some of its own. */
  protected abstract List<String> forgedConnectionTokens();

  @BeforeEach
  final void makeAuthenticator() {
    authenticator = authenticator(context);
  }

  @Test
  final void grantsWhatAConnectionTokenSays() throws TokenRejected {
    assertEquals("user-1", authenticator.connection(connectionToken("user-1")).user());
    assertEquals("юзер", authenticator.connection(connectionToken("юзер")).user());
  }

  @Test
  final void grantsWhatASubscriptionTokenSays() throws TokenRejected {
    String token = subscriptionToken("user-1", "news:1");
    assertEquals("user-1", authenticator.subscription(token).user());
    assertEquals("news:1", authenticator.subscription(token).channel());
    assertNotNull(authenticator.subscription(token).options());
  }

  @Test
  final void tellsExpiredTokensFromForgedOnes() {
    for (String token : expiredConnectionTokens()) {
      assertEquals(Reason.EXPIRED, rejection(token).reason(), token);
    }
    for (String token : forgedConnectionTokens()) {
      assertEquals(Reason.INVALID, rejection(token).reason(), token);
    }
  }

  @ParameterizedTest
  @MethodSource("garbage")
  final void rejectsGarbage(String token) {
    assertEquals(Reason.INVALID, rejection(token).reason());
    TokenRejected subscription =
        assertThrows(TokenRejected.class, () -> authenticator.subscription(token));
    assertEquals(Reason.INVALID, subscription.reason());
  }

  @Test
  final void doesNotTakeATokenCutShort() {
    String token = connectionToken("user-1");
    for (int length = 1; length < token.length() - 1; length += 7) {
      String cut = token.substring(0, length);
      assertThrows(TokenRejected.class, () -> authenticator.connection(cut), cut);
    }
  }

  @Test
  final void keepsTokensOutOfItsMessages() {
    for (String token : forgedConnectionTokens()) {
      assertFalse(rejection(token).toString().contains(token), "the message repeats the token");
    }
  }

  @Test
  final void checksManyTokensAtOnce() throws InterruptedException {
    ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      String user = "user-" + i;
      callers.add(
          Thread.ofVirtual()
              .uncaughtExceptionHandler((_, thrown) -> failures.add(thrown))
              .start(() -> checkMany(user)));
    }
    for (Thread caller : callers) {
      caller.join();
    }
    assertTrue(failures.isEmpty(), () -> "failures: " + failures);
  }

  static List<String> garbage() {
    return List.of(
        "",
        " ",
        ".",
        "..",
        "...",
        "a.b.c",
        "null",
        "{}",
        "\0",
        "eyJhbGciOiJub25lIn0.e30.",
        "ключ",
        "e30.e30.e30",
        "a.".repeat(20_000),
        "x".repeat(100_000));
  }

  private void checkMany(String user) {
    String token = connectionToken(user);
    for (int i = 0; i < TOKENS_EACH; i++) {
      try {
        assertEquals(user, authenticator.connection(token).user());
      } catch (TokenRejected rejected) {
        throw new AssertionError("a good token is rejected", rejected);
      }
    }
  }

  private TokenRejected rejection(String token) {
    return assertThrows(TokenRejected.class, () -> authenticator.connection(token));
  }
}
