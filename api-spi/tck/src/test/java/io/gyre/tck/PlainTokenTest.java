package io.gyre.tck;

import io.gyre.spi.auth.Authenticator;
import io.gyre.spi.auth.ConnectClaims;
import io.gyre.spi.auth.SubscribeClaims;
import io.gyre.spi.auth.TokenRejected;
import io.gyre.spi.auth.TokenRejected.Reason;
import io.gyre.spi.channel.SubscribeOptions;
import java.util.List;
import java.util.Map;

/** The contract of authenticators holds for one whose tokens are sealed by a toy checksum. */
class PlainTokenTest extends AuthenticatorContract {

  @Override
  protected Authenticator authenticator(FakeContext context) {
    return new PlainTokens(context);
  }

  @Override
  protected String connectionToken(String user) {
    return sealed(user + "|-|2030");
  }

  @Override
  protected String subscriptionToken(String user, String channel) {
    return sealed(user + "|" + channel + "|2030");
  }

  @Override
  protected List<String> expiredConnectionTokens() {
    return List.of(sealed("user|-|2020"));
  }

  @Override
  protected List<String> forgedConnectionTokens() {
    return List.of("user|-|2030|12345678");
  }

  private static String sealed(String text) {
    return text + "|" + Integer.toHexString(text.hashCode());
  }

  private record PlainTokens(FakeContext context) implements Authenticator {
    @Override
    public ConnectClaims connection(String token) throws TokenRejected {
      String user = parts(token).getFirst();
      return new ConnectClaims(user, null, new byte[0], new byte[0], Map.of());
    }

    @Override
    public SubscribeClaims subscription(String token) throws TokenRejected {
      List<String> parts = parts(token);
      return new SubscribeClaims(parts.get(0), "", parts.get(1), SubscribeOptions.PLAIN);
    }

    private List<String> parts(String token) throws TokenRejected {
      List<String> parts = List.of(token.split("\\|", -1));
      int end = token.lastIndexOf('|');
      if (parts.size() != 4 || !sealed(token.substring(0, end)).equals(token)) {
        throw new TokenRejected(Reason.INVALID, "the checksum is wrong");
      }
      if (context.clock().instant().toString().compareTo(parts.get(2)) > 0) {
        throw new TokenRejected(Reason.EXPIRED, "its year is over");
      }
      return parts;
    }
  }
}
