package io.gyre.core.session;

import io.gyre.core.errors.ClientErrors;
import io.gyre.core.errors.Disconnects;
import io.gyre.core.meter.FrameType;
import io.gyre.protocol.ErrorReply;
import io.gyre.protocol.NotJsonException;
import io.gyre.protocol.Result;
import io.gyre.spi.error.ClientError;
import io.gyre.spi.error.ClientErrorException;
import io.gyre.spi.error.DisconnectException;

/**
 * Answers one command, now or later, once. Belongs to its session's shard. An answer to a session
 * that closed meanwhile goes nowhere.
 */
final class Responder {
  private static final System.Logger LOG = System.getLogger("gyre.session");

  private final ClientSession session;
  private final long id;
  private final FrameType type;
  private final long begunNanos;
  private boolean answered;

  Responder(ClientSession session, long id, FrameType type) {
    this.type = type;
    this.begunNanos = System.nanoTime();
    this.session = session;
    this.id = id;
  }

  /** Answers with a result. */
  void reply(Result result) {
    if (session.isClosed()) {
      return;
    }
    try {
      session.reply(id, result, type);
    } catch (NotJsonException e) {
      session.close(Disconnects.INAPPROPRIATE_PROTOCOL);
    }
    answered();
  }

  /** Answers with an error. */
  void error(ClientError error) {
    session.home().meters().replyError(type, error.code());
    reply(new ErrorReply(error.code(), error.message(), error.temporary()));
  }

  /** Answers nothing: the command has no reply, or the session closed. */
  void nothing() {
    answered();
  }

  /** Answers as a failure says; one that says nothing to clients is logged. */
  void fail(RuntimeException failure) {
    switch (failure) {
      case ClientErrorException e -> error(e.error());
      case DisconnectException e -> {
        session.close(e.disconnect());
        answered();
      }
      default -> {
        LOG.log(System.Logger.Level.ERROR, "command failed client=" + session.clientId(), failure);
        error(ClientErrors.INTERNAL);
      }
    }
  }

  private void answered() {
    if (!answered) {
      answered = true;
      session.home().meters().command(type, System.nanoTime() - begunNanos);
      session.answered();
    }
  }
}
