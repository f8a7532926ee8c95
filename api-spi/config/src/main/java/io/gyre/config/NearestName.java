package io.gyre.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known name that a mistyped one was probably meant to be. */
final class NearestName {

  private NearestName() {}

  /** The closest of the known names, if one is close enough to be worth naming. */
  static Optional<String> of(String name, Collection<String> known) {
    int farthest = Math.max(2, name.length() / 3);
    return known.stream()
        .filter(candidate -> Math.abs(candidate.length() - name.length()) <= farthest)
        .map(candidate -> new Ranked(candidate, distance(name, candidate)))
        .filter(ranked -> ranked.distance <= farthest)
        .min(Comparator.comparingInt(Ranked::distance).thenComparing(Ranked::name))
        .map(Ranked::name);
  }

  private record Ranked(String name, int distance) {}

  /** Levenshtein distance, ignoring case. */
  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int column = 0; column < row.length; column++) {
      row[column] = column;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        boolean same =
            Character.toLowerCase(left.charAt(i - 1)) == Character.toLowerCase(right.charAt(j - 1));
        int next = Math.min(diagonal + (same ? 0 : 1), Math.min(row[j], row[j - 1]) + 1);
        diagonal = row[j];
        row[j] = next;
      }
    }
    return row[row.length - 1];
  }
}
