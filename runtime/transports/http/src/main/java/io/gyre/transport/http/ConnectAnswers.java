package io.gyre.transport.http;

import io.gyre.transport.http.ConnectResponses.Answer;
import io.gyre.transport.http.ConnectResponses.Transform;
import java.util.List;

/**
 * Which HTTP answer a refused client gets.
 *
 * @param wanted whether refusals are answered at all before the stream begins
 * @param rules by code of error or disconnect
 */
record ConnectAnswers(boolean wanted, List<Transform> rules) {
  /** Refused clients get a stream, and learn why from its only message. */
  static final ConnectAnswers NONE = new ConnectAnswers(false, List.of());

  private static final Answer OTHER = new Answer(500, "Internal Server Error");

  /** Answers as configured. */
  static ConnectAnswers of(ConnectResponses responses) {
    return new ConnectAnswers(responses.enabled(), responses.transforms());
  }

  /** The answer to a client that may not connect because of this error or disconnect. */
  Answer to(int code, String reason) {
    for (Transform rule : rules) {
      if (rule.code() == code) {
        String body = rule.to().body();
        return new Answer(rule.to().statusCode(), body.isEmpty() ? reason : body);
      }
    }
    return OTHER;
  }
}
