package io.gyre.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.spi.auth.Authenticator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeySetUrlTest {
  private static final KeySetUrl TENANTS =
      new KeySetUrl("https://keys/{{tenant}}/jwks?r={{ region }}");

  @Test
  void aFixedAddressNeedsNothing() {
    KeySetUrl url = new KeySetUrl("http://127.0.0.1:8000/jwks");
    assertEquals(List.of(), url.problems(List.of("", "")));
    assertEquals("http://127.0.0.1:8000/jwks", url.fill(Map.of("x", "y")).toString());
  }

  @Test
  void namesAreFilledIn() {
    assertEquals(
        "https://keys/a.b/jwks?r=eu",
        TENANTS.fill(Map.of("tenant", "a.b", "region", "eu")).toString());
  }

  @Test
  void whatLeadsElsewhereIsRefused() {
    for (String tenant :
        List.of(
            "", "..", ".", "a/../..", "a/./b", "a b", "a?b", "a#b", "a%2e%2e", "a\\b", "a@b",
            "é")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> TENANTS.fill(Map.of("tenant", tenant, "region", "eu")),
          tenant);
    }
    assertThrows(IllegalArgumentException.class, () -> TENANTS.fill(Map.of("tenant", "a")));
  }

  @Test
  void groupsMustListLiteralTexts() {
    assertEquals(List.of(), problems("^https://(?P<tenant>a|b-c|d\\.e)/(?P<region>eu|us)$", ""));
    assertEquals(List.of(), problems("(?P<tenant>a)", "(?<region>eu)"));
    for (String body :
        List.of(".+", "a.b", "[ab]", "a*", "a?", "a{2}", "\\w", "a|", "", "(?:a|b)", "a|.*")) {
      assertEquals(1, problems("(?P<tenant>" + body + ")(?P<region>eu)", "").size(), body);
    }
    assertEquals(1, problems("(?P<tenant>a)(?P<region>eu)", "(?P<tenant>.*)").size());
  }

  @Test
  void classesOfCharactersAreRefusedAnywhere() {
    String good = "(?P<tenant>a)(?P<region>eu)";
    for (String beside : List.of("[0-9]", "\\d+", "x\\\\[a]", "\\pL")) {
      List<String> found = problems(good + beside, "");
      assertEquals(1, found.size(), beside);
      assertTrue(found.getFirst().startsWith("issuer_regex: "), found::toString);
    }
    assertEquals(List.of(), problems(good + "\\[\\.", ""));
    assertTrue(problems(good, "[a]").getFirst().startsWith("audience_regex: "));
  }

  @Test
  void aNameWithoutAGroupIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> problems("(?P<tenant>a)", ""));
  }

  @Test
  void theProviderRefusesUnsafeAddressesUnlessTold() {
    Configs unsafe = Configs.NONE.jwks("http://keys/{{tenant}}").issuer("", "^(?P<tenant>.+)$");
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> create(unsafe)).getMessage());
    assertTrue(message.contains("tenant"), message);
    create(unsafe.allowUnsafeUrl());
    create(Configs.NONE.jwks("http://keys/{{tenant}}").issuer("", "^(?P<tenant>a|b)$"));
  }

  private static Authenticator create(Configs configs) {
    return new JwtProvider().create(configs.jwt(), new TestContext());
  }

  private static List<String> problems(String issuer, String audience) {
    return TENANTS.problems(List.of(issuer, audience));
  }
}
