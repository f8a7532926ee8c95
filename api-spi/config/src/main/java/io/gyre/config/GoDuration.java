package io.gyre.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as users write them: {@code 1m30s}, {@code 500ms}, {@code 1.5h}; a bare number counts
 * nanoseconds.
 */
public final class GoDuration {

  private static final Pattern PART =
      Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");
  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,19}");
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns",
          1L,
          "us",
          1_000L,
          "µs",
          1_000L,
          "μs",
          1_000L,
          "ms",
          1_000_000L,
          "s",
          1_000_000_000L,
          "m",
          60_000_000_000L,
          "h",
          3_600_000_000_000L);

  private GoDuration() {}

  /** Reads a duration; nothing if the text is none or does not fit 64 bits of nanoseconds. */
  public static Optional<Duration> parse(String text) {
    try {
      if (NUMBER.matcher(text).matches()) {
        return Optional.of(Duration.ofNanos(Long.parseLong(text)));
      }
      boolean signed = text.startsWith("-") || text.startsWith("+");
      BigDecimal nanos = nanos(text.substring(signed ? 1 : 0));
      long total = nanos.toBigInteger().longValueExact();
      return Optional.of(Duration.ofNanos(text.startsWith("-") ? -total : total));
    } catch (ArithmeticException | IllegalArgumentException notDuration) {
      return Optional.empty();
    }
  }

  private static BigDecimal nanos(String parts) {
    Matcher matcher = PART.matcher(parts);
    BigDecimal sum = BigDecimal.ZERO;
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      long unit = NANOS.getOrDefault(matcher.group(2), 0L);
      sum = sum.add(new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit)));
      end = matcher.end();
    }
    if (end == 0 || end != parts.length()) {
      throw new IllegalArgumentException("not a duration");
    }
    return sum;
  }

  /** Writes a duration with all its smaller units: {@code 1m30s}, {@code 25s}, {@code 168h0m0s}. */
  public static String formatLong(Duration duration) {
    long seconds = Math.abs(duration.toSeconds());
    if (seconds < 60 || duration.toNanosPart() != 0) {
      return format(duration);
    }
    String hours = seconds >= 3600 ? seconds / 3600 + "h" : "";
    String minutes = seconds / 60 % 60 + "m";
    return (duration.isNegative() ? "-" : "") + hours + minutes + seconds % 60 + "s";
  }

  /** Writes a duration the short way: {@code 1m30s}, {@code 25s}, {@code 0s}. */
  public static String format(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder(nanos < 0 ? "-" : "");
    long rest = Math.abs(nanos);
    for (String unit : new String[] {"h", "m", "s", "ms", "us", "ns"}) {
      long size = NANOS.getOrDefault(unit, 1L);
      if (rest >= size) {
        text.append(rest / size).append(unit);
        rest %= size;
      }
    }
    return text.toString();
  }
}
