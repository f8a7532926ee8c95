package io.gyre.auth;

import io.gyre.spi.ComponentContext;
import io.gyre.spi.Meters.Counter;
import io.gyre.spi.auth.Authenticator;
import io.gyre.spi.auth.AuthenticatorProvider;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes the authenticator for JSON Web Tokens. */
public final class JwtProvider implements AuthenticatorProvider<JwtConfig> {
  private static final Pattern USER_CLAIM = Pattern.compile("[a-zA-Z_]*");

  /** Claims with a meaning of their own, which a user id would take away. */
  private static final Set<String> RESERVED =
      Set.of("exp", "nbf", "iat", "expire_at", "aud", "iss", "channel", "channels", "subs");

  @Override
  public String type() {
    return "jwt";
  }

  @Override
  public Class<JwtConfig> configType() {
    return JwtConfig.class;
  }

  @Override
  public Authenticator create(JwtConfig config, ComponentContext context) {
    VerifiedTokens verified = new VerifiedTokens(context.clock(), context.meters());
    Assembly assembly = new Assembly(context, verified, config.insecureSkipTokenSignatureVerify());
    TokenVerifier connections = assembly.verifier("client.token", config.token());
    TokenVerifier subscriptions =
        config.subscriptionToken().enabled()
            ? assembly.verifier("client.subscription_token", config.subscriptionToken().verifier())
            : connections;
    return new JwtAuthenticator(connections, subscriptions);
  }

  /** Puts the parts of a verifier together. */
  private record Assembly(ComponentContext context, VerifiedTokens verified, boolean trustAll) {
    TokenVerifier verifier(String block, TokenConfig config) {
      try {
        return verifier(config);
      } catch (IllegalArgumentException wrong) {
        throw new IllegalArgumentException(block + ": " + wrong.getMessage(), wrong);
      }
    }

    private TokenVerifier verifier(TokenConfig config) {
      ClaimRule audience = new ClaimRule("audience", config.audience(), config.audienceRegex());
      ClaimRule issuer = new ClaimRule("issuer", config.issuer(), config.issuerRegex());
      String userClaim = config.userIdClaim();
      if (!USER_CLAIM.matcher(userClaim).matches() || RESERVED.contains(userClaim)) {
        throw new IllegalArgumentException("user_id_claim cannot be " + userClaim);
      }
      return new TokenVerifier(keys(config), audience, issuer, userClaim, context.clock());
    }

    private TokenKeys keys(TokenConfig config) {
      // Read even if nothing is verified, so that a wrong key is told at the start.
      TokenKeys keys =
          config.jwksPublicEndpoint().isEmpty()
              ? new StaticKeys(config, context.clock(), verified)
              : remoteKeys(config);
      return trustAll ? TokenKeys.ANY : keys;
    }

    private TokenKeys remoteKeys(TokenConfig config) {
      KeySetUrl url = new KeySetUrl(config.jwksPublicEndpoint());
      for (String problem : url.problems(List.of(config.issuerRegex(), config.audienceRegex()))) {
        if (!config.insecureSkipJwksEndpointSafetyCheck()) {
          throw new IllegalArgumentException(problem);
        }
        context.log().log(Level.WARNING, "key set address unsafe problem={0}", problem);
      }
      return new RemoteKeys(
          url, metered(new HttpKeySetSource()), context.clock(), verified, config.rsaPss());
    }

    private KeySetSource metered(KeySetSource source) {
      Counter good = context.meters().counter("jwks_fetches", "result", "ok");
      Counter bad = context.meters().counter("jwks_fetches", "result", "error");
      return address -> {
        try {
          KeySet set = source.fetch(address);
          good.add(1);
          return set;
        } catch (IOException failed) {
          bad.add(1);
          throw failed(address, failed);
        }
      };
    }

    private IOException failed(URI address, IOException failure) {
      context.log().log(
          Level.WARNING,
          "key set not fetched host={0} reason={1}",
          address.getHost(),
          failure.getMessage());
      return failure;
    }
  }
}
