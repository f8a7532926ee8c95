package io.gyre.core.channel;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GlobTest {
  @Test
  void starsMatchAnyText() {
    matches("*", "", "a", "https://x.y/z");
    matches("**", "", "a/b");
    matches("cl:t*", "cl:t", "cl:two");
    matchesNot("cl:t*", "cl:one", "xcl:two");
    matches("https://*.wild.example", "https://x.wild.example", "https://x.y.wild.example");
    matchesNot("https://*.wild.example", "https://wild.example", "https://x.wild.example.evil");
    matches("a*b*c", "abc", "aXbYc", "abbcc");
    matchesNot("a*b*c", "acb");
  }

  @Test
  void plainTextsMatchThemselves() {
    matches("https://app.example", "https://app.example");
    matchesNot("https://app.example", "https://appXexample", "https://app.example:80", "");
    matches("a,b}c", "a,b}c");
    matches("a.b+c(d)|^$*", "a.b+c(d)|^$", "a.b+c(d)|^$z");
    matches("", "");
    matchesNot("", "a");
  }

  @Test
  void questionMarksMatchOneCharacter() {
    matches("a?c", "abc", "aéc", "a😀c", "a\nc");
    matchesNot("a?c", "ac", "abbc");
  }

  @Test
  void bracketsMatchOneOfASet() {
    matches("x[abc]", "xa", "xc");
    matchesNot("x[abc]", "xd", "x");
    matches("x[!abc]", "xd");
    matchesNot("x[!abc]", "xa");
    matches("x[a-f]", "xa", "xe");
    matchesNot("x[a-f]", "xg", "x-");
    matches("x[!a-f]", "xg");
    matches("x[a^-]", "xa", "x^", "x-");
    matches("x[\\]]", "x]");
  }

  @Test
  void bracesMatchAlternatives() {
    matches("{a,bc,d*}x", "ax", "bcx", "dyyx", "dx");
    matchesNot("{a,bc}x", "bx", "abcx");
    matches("{a,{b,c}d}", "a", "bd", "cd");
    matches("{,a}b", "b", "ab");
  }

  @Test
  void aBackslashTakesTheMeaningAway() {
    matches("a\\*b", "a*b");
    matchesNot("a\\*b", "aXb");
    matches("\\{a\\,b\\}", "{a,b}");
  }

  @Test
  void refusesPatternsThatDoNotEnd() {
    for (String pattern :
        List.of(
            "[abc", "[", "[]", "[!]", "{a,b", "a\\", "[a\\", "{".repeat(17), "a".repeat(1025))) {
      assertThrows(IllegalArgumentException.class, () -> Glob.compile(pattern), pattern);
    }
  }

  @Test
  void hostilePatternsCostLinearTime() {
    Glob glob = Glob.compile("*a".repeat(200) + "b");
    assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertFalse(glob.matches("a".repeat(5000))));
  }

  @Test
  void anyPatternIsEitherReadOrRefused() {
    Random random = new Random(20261121);
    String alphabet = "ab*?[]{},!-\\^.(|";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder pattern = new StringBuilder();
      for (int i = random.nextInt(10); i >= 0; i--) {
        pattern.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        Glob.compile(pattern.toString()).matches("ab-a");
      } catch (IllegalArgumentException refused) {
        assertTrue(String.valueOf(refused.getMessage()).startsWith("pattern"), pattern::toString);
      }
    }
  }

  private static void matches(String pattern, String... texts) {
    for (String text : texts) {
      assertTrue(Glob.compile(pattern).matches(text), pattern + " and " + text);
    }
  }

  private static void matchesNot(String pattern, String... texts) {
    for (String text : texts) {
      assertFalse(Glob.compile(pattern).matches(text), pattern + " and " + text);
    }
  }
}
