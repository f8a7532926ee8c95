package io.gyre.api;

import io.gyre.core.session.PublishRequest;
import io.gyre.protocol.ProtocolException;
import io.gyre.spi.channel.PublishOptions;
import io.gyre.spi.consumer.CommandRejected;
import io.gyre.spi.consumer.CommandSink;
import io.gyre.spi.error.ClientError;
import io.gyre.spi.error.ClientErrorException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The server API for consumers. A command that failed for a reason that may pass (error 100) throws
 * a {@link ClientErrorException}, so that the consumer tries again; all others are rejected.
 */
public final class ApiSink implements CommandSink {
  private final ApiService service;
  private final ApiMeters meters;
  private final ApiCommandReader commands;

  /** Serves consumers, whose commands are read within limits. */
  public ApiSink(ApiService service, ApiMeters meters, ApiLimits limits) {
    this.service = service;
    this.meters = meters;
    this.commands = new ApiCommandReader(limits);
  }

  @Override
  public void apply(String method, byte[] payload) throws CommandRejected, InterruptedException {
    ApiMethod known =
        ApiMethod.of(method)
            .orElseThrow(() -> new CommandRejected("unknown method: " + quoted(method)));
    ApiCommand command;
    try {
      command = commands.read(known, payload);
    } catch (ProtocolException malformed) {
      meters.failed(known, "unmarshal");
      throw new CommandRejected(known.label() + ": " + malformed.getMessage());
    }
    carryOut(command);
  }

  @Override
  public void publish(Collection<String> channels, byte[] data, PublishOptions options)
      throws CommandRejected, InterruptedException {
    PublishRequest request =
        new PublishRequest(
            data,
            Map.of(),
            null,
            false,
            options.idempotencyKey(),
            options.version(),
            options.versionEpoch(),
            options.delta());
    carryOut(new ApiCommand.Broadcast(List.copyOf(channels), request));
  }

  private void carryOut(ApiCommand command) throws CommandRejected, InterruptedException {
    long start = System.nanoTime();
    ApiReply reply = service.handle(command);
    meters.answered(command.method(), reply, System.nanoTime() - start);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    check(command.method(), reply);
  }

  /** Looks into batches and broadcasts too: one part worth a retry has the whole tried again. */
  private static void check(ApiMethod method, ApiReply reply) throws CommandRejected {
    switch (reply) {
      case ApiReply.Failed failed -> check(method, failed.error());
      case ApiReply.Broadcasted broadcasted -> broadcasted.responses().forEach(ApiSink::checkPart);
      case ApiReply.Batch batch -> batch.items().forEach(item -> checkPart(item.reply()));
      case ApiReply.Done done -> {}
      case ApiReply.Published published -> {}
      case ApiReply.Presence presence -> {}
      case ApiReply.PresenceStats stats -> {}
      case ApiReply.History history -> {}
      case ApiReply.Channels channels -> {}
      case ApiReply.Nodes info -> {}
      case ApiReply.Rpc rpc -> {}
    }
  }

  private static void check(ApiMethod method, ApiError error) throws CommandRejected {
    retryIfInternal(error);
    throw new CommandRejected(method.label() + ": " + error.code() + " " + error.message());
  }

  private static void checkPart(ApiReply part) {
    if (part instanceof ApiReply.Failed failed) {
      retryIfInternal(failed.error());
    }
    if (part instanceof ApiReply.Broadcasted broadcasted) {
      broadcasted.responses().forEach(ApiSink::checkPart);
    }
  }

  private static void retryIfInternal(ApiError error) {
    if (error.code() == ApiError.INTERNAL.code()) {
      throw new ClientErrorException(new ClientError(error.code(), error.message(), true));
    }
  }

  /** The beginning of a name that came from outside. */
  private static String quoted(String method) {
    return '"' + method.substring(0, Math.min(method.length(), 64)) + '"';
  }
}
