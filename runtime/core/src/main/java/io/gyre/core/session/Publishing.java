package io.gyre.core.session;

import io.gyre.core.channel.ChannelOptions;
import io.gyre.core.channel.Namespace;
import io.gyre.core.errors.ClientErrors;
import io.gyre.core.meter.MessageKind;
import io.gyre.protocol.JsonValidator;
import io.gyre.spi.channel.Publication;
import io.gyre.spi.channel.PublishOptions;
import io.gyre.spi.channel.PublishResult;
import io.gyre.spi.error.ClientErrorException;
import java.time.Duration;

/**
 * Hands publications to the broker as the channel's namespace wants it. Thread-safe; may block as
 * the broker does.
 */
public final class Publishing {
  private static final Duration IDEMPOTENCY_TTL = Duration.ofMinutes(5);

  private final Environment environment;

  /** Publishes through the environment's broker. */
  public Publishing(Environment environment) {
    this.environment = environment;
  }

  /** Whether data has the form that the namespace asks for. */
  public boolean accepts(Settings settings, Namespace namespace, byte[] data) {
    String own = namespace.options().publicationDataFormat();
    String format = own.isEmpty() ? settings.channel().publicationDataFormat() : own;
    return switch (format) {
      case "binary" -> true;
      case "json" -> JsonValidator.isValid(data);
      case "json_object" -> isObject(data) && JsonValidator.isValid(data);
      default -> data.length > 0;
    };
  }

  private static boolean isObject(byte[] data) {
    for (byte b : data) {
      if (b != ' ' && b != '\t' && b != '\n' && b != '\r') {
        return b == '{';
      }
    }
    return false;
  }

  /**
   * Publishes.
   *
   * @throws ClientErrorException with code 102 or 107
   */
  public PublishResult publish(String channel, PublishRequest request) {
    Settings settings = environment.settings().get();
    Namespace namespace =
        settings
            .namespaces()
            .of(channel)
            .orElseThrow(() -> new ClientErrorException(ClientErrors.UNKNOWN_CHANNEL));
    if (!accepts(settings, namespace, request.data())) {
      throw new ClientErrorException(ClientErrors.BAD_REQUEST);
    }
    Publication publication =
        new Publication(0, request.data(), request.info(), request.tags(), 0, request.version());
    environment.meters().sent(MessageKind.PUBLICATION);
    PublishResult result =
        environment
            .engines()
            .broker()
            .publish(channel, publication, options(settings, namespace, request));
    switch (result.outcome()) {
      case ACCEPTED -> {}
      case DUPLICATE -> environment.meters().suppressed("idempotency");
      case STALE_VERSION -> environment.meters().suppressed("version");
    }
    return result;
  }

  private static PublishOptions options(
      Settings settings, Namespace namespace, PublishRequest request) {
    ChannelOptions options = namespace.options();
    boolean keeps = namespace.keepsHistory() && !request.skipHistory();
    boolean plain = !keeps && request.idempotencyKey().isEmpty();
    if (plain) {
      return PublishOptions.EPHEMERAL;
    }
    Duration metaTtl = Streams.metaTtl(settings, namespace);
    if (keeps && request.asksForNothing()) {
      return namespace.usualOptions(metaTtl);
    }
    return new PublishOptions(
        keeps ? options.historySize() : 0,
        keeps ? options.historyTtl() : Duration.ZERO,
        metaTtl,
        request.idempotencyKey(),
        IDEMPOTENCY_TTL,
        request.version(),
        request.versionEpoch(),
        request.delta() || options.deltaPublish());
  }
}
