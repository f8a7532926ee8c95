package io.gyre.core.session;

import io.gyre.core.errors.ClientErrors;
import io.gyre.core.errors.Disconnects;
import io.gyre.spi.error.ClientError;
import io.gyre.spi.error.ClientErrorException;
import io.gyre.spi.error.Disconnect;
import io.gyre.spi.error.DisconnectException;

/** What becomes of a failed connect where no error reply can be sent. */
final class UnidirectionalErrors {
  private static final Disconnect TOO_MANY_REQUESTS = new Disconnect(3013, "too many requests");

  private UnidirectionalErrors() {}

  static Disconnect disconnect(Settings settings, RuntimeException failure) {
    return switch (failure) {
      case DisconnectException e -> e.disconnect();
      case ClientErrorException e -> disconnect(settings, e.error());
      default -> Disconnects.SERVER_ERROR;
    };
  }

  /** What the failure is called before it becomes a disconnect. */
  static ClientError cause(RuntimeException failure) {
    return switch (failure) {
      case DisconnectException e ->
          new ClientError(e.disconnect().code(), e.disconnect().reason(), false);
      case ClientErrorException e -> e.error();
      default -> ClientErrors.INTERNAL;
    };
  }

  private static Disconnect disconnect(Settings settings, ClientError error) {
    var own = settings.client().connectCodeToUnidirectionalDisconnect();
    if (own.enabled()) {
      for (var transform : own.transforms()) {
        if (transform.code() == error.code()) {
          return new Disconnect(transform.to().code(), transform.to().reason());
        }
      }
    }
    return switch (error.code()) {
      case 109, 110 -> Disconnects.EXPIRED;
      case 111 -> TOO_MANY_REQUESTS;
      case 103 -> Disconnects.PERMISSION_DENIED;
      default -> Disconnects.SERVER_ERROR;
    };
  }
}
