package io.gyre.api;

import io.gyre.protocol.NotJsonException;
import io.gyre.protocol.ProtocolException;
import java.util.Optional;

/**
 * Calls of one method that never block and are over in microseconds, so that an event thread may
 * answer them in between. Thread-safe.
 */
public final class LightCalls {
  private final ApiMethod method;
  private final ApiCommandReader commands;
  private final ApiService service;
  private final ApiMeters meters;
  private final RecentTexts recent;

  LightCalls(
      ApiMethod method,
      ApiCommandReader commands,
      ApiService service,
      ApiMeters meters,
      RecentTexts recent) {
    this.method = method;
    this.commands = commands;
    this.service = service;
    this.meters = meters;
    this.recent = recent;
  }

  /**
   * Carries out a call.
   *
   * @param body its JSON document
   * @return the JSON document of the answer; nothing if this call is malformed, might block or take
   *     long, and then it had no effect
   */
  public Optional<byte[]> answer(byte[] body) {
    long start = System.nanoTime();
    try {
      ApiCommand command = commands.read(method, body);
      if (!service.isLight(command)) {
        return Optional.empty();
      }
      ApiReply reply = service.handle(command);
      if (!ApiService.isLight(reply)) {
        return Optional.empty(); // it was only read
      }
      byte[] answer = ApiReplyWriter.write(reply, recent).whole();
      meters.answered(method, reply, System.nanoTime() - start);
      return Optional.of(answer);
    } catch (ProtocolException | NotJsonException malformed) {
      return Optional.empty();
    }
  }
}
