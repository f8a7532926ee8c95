package io.gyre.core.session;

import io.gyre.core.channel.Verdict;
import io.gyre.core.errors.ClientErrors;
import io.gyre.spi.error.ClientError;

/** What a client is told about a verdict. */
final class Verdicts {
  private Verdicts() {}

  static ClientError error(Verdict verdict) {
    return switch (verdict) {
      case UNKNOWN_CHANNEL -> ClientErrors.UNKNOWN_CHANNEL;
      case PERMISSION_DENIED -> ClientErrors.PERMISSION_DENIED;
      case BAD_REQUEST -> ClientErrors.BAD_REQUEST;
      case NOT_AVAILABLE -> ClientErrors.NOT_AVAILABLE;
      case ALLOWED -> throw new IllegalArgumentException("allowed is no error");
    };
  }
}
