package io.gyre.server;

import io.gyre.core.channel.Glob;
import io.gyre.spi.web.OriginPolicy;
import java.util.List;
import java.util.Locale;

/**
 * Lets web pages in by patterns over their origin, letter case aside; no pattern lets none in.
 * Immutable.
 */
final class OriginPatterns implements OriginPolicy {
  private final List<Glob> patterns;

  OriginPatterns(List<String> patterns) {
    this.patterns =
        patterns.stream().map(text -> Glob.compile(text.toLowerCase(Locale.ROOT))).toList();
  }

  @Override
  public boolean allows(String origin) {
    String lower = origin.toLowerCase(Locale.ROOT);
    return patterns.stream().anyMatch(pattern -> pattern.matches(lower));
  }
}
