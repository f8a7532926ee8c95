package io.gyre.transport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.transport.http.ConnectResponses.Answer;
import io.gyre.transport.http.ConnectResponses.Transform;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectAnswersTest {
  private static final ConnectAnswers ANSWERS =
      ConnectAnswers.of(
          new ConnectResponses(
              true,
              List.of(
                  new Transform(3500, new Answer(404, "")),
                  new Transform(109, new Answer(401, "expired")))));

  @Test
  void aRuleWithoutABodyGivesTheReason() {
    assertEquals(new Answer(404, "invalid token"), ANSWERS.to(3500, "invalid token"));
    assertEquals(new Answer(401, "expired"), ANSWERS.to(109, "token expired"));
  }

  @Test
  void whatNoRuleNamesIsAnInternalError() {
    assertEquals(new Answer(500, "Internal Server Error"), ANSWERS.to(3501, "bad request"));
  }

  @Test
  void aRuleThatSaysTooLittleIsRefusedWhetherOrNotItIsUsed() {
    var rules = List.of(new Transform(0, new Answer(400, "")));
    var failure =
        assertThrows(IllegalArgumentException.class, () -> new ConnectResponses(true, rules));
    assertTrue(failure.getMessage().contains("transforms[0].code"), failure.getMessage());
    var noStatus = List.of(new Transform(3500, new Answer(0, "")));
    assertThrows(IllegalArgumentException.class, () -> new ConnectResponses(true, noStatus));
    assertThrows(IllegalArgumentException.class, () -> new ConnectResponses(false, rules));
  }
}
