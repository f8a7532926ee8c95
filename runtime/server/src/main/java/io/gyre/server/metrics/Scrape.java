package io.gyre.server.metrics;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One reading of all metrics, and its text. Values of the same name and labels add up. Labels are
 * pairs of name and value. Belongs to one thread.
 *
 * <p>The text is the Prometheus format 0.0.4. It is written here and not by the client library,
 * which would append {@code _total} to the names of counters.
 */
public final class Scrape {
  /** Durations shown twice: as a summary, as they always were, and as a histogram beside it. */
  private static final Set<String> TWINS =
      Set.of(
          "centrifugo_api_command_duration_seconds",
          "centrifugo_api_rpc_duration_seconds",
          "centrifugo_client_command_duration_seconds",
          "centrifugo_node_survey_duration_seconds",
          "centrifugo_proxy_duration_seconds");

  private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999};

  private final Map<String, Family<double[]>> values = new TreeMap<>();
  private final Map<String, Family<Buckets>> distributions = new TreeMap<>();

  /** The series of one name, by their labels as text. */
  private record Family<T>(String type, Map<String, T> series) {
    Family(String type) {
      this(type, new LinkedHashMap<>());
    }
  }

  /** Adds a count that only grows. */
  public void count(String name, double value, String... labels) {
    add("counter", name, value, labels);
  }

  /** Adds a value that goes up and down. */
  public void level(String name, double value, String... labels) {
    add("gauge", name, value, labels);
  }

  private void add(String type, String name, double value, String... labels) {
    values
            .computeIfAbsent(name, absent -> new Family<>(type))
            .series()
            .computeIfAbsent(text(labels), absent -> new double[1])[0] +=
        value;
  }

  /** Adds a distribution. */
  public void distribution(String name, Buckets buckets, String... labels) {
    distributions
        .computeIfAbsent(name, absent -> new Family<>("histogram"))
        .series()
        .merge(text(labels), buckets, Buckets::plus);
  }

  /** Everything as text. */
  public byte[] text() {
    StringBuilder out = new StringBuilder(1 << 15);
    values.forEach((name, family) -> values(out, name, family));
    distributions.forEach((name, family) -> {
      if (TWINS.contains(name)) {
        summary(out, name, family);
        histogram(out, name + "_histogram", family);
      } else {
        histogram(out, name, family);
      }
    });
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void values(StringBuilder out, String name, Family<double[]> family) {
    type(out, name, family.type());
    family.series().forEach((labels, value) -> line(out, name, "", labels, "", value[0]));
  }

  private static void histogram(StringBuilder out, String name, Family<Buckets> family) {
    type(out, name, "histogram");
    family
        .series()
        .forEach((labels, buckets) -> {
          long cumulated = 0;
          for (int i = 0; i < buckets.counts().length; i++) {
            cumulated += buckets.counts()[i];
            line(
                out,
                name,
                "_bucket",
                labels,
                "le=\"" + number(buckets.bound(i)) + '"',
                (double) cumulated);
          }
          line(out, name, "_sum", labels, "", buckets.sum());
          line(out, name, "_count", labels, "", (double) cumulated);
        });
  }

  private static void summary(StringBuilder out, String name, Family<Buckets> family) {
    type(out, name, "summary");
    family
        .series()
        .forEach((labels, buckets) -> {
          for (double quantile : QUANTILES) {
            line(out, name, "", labels, "quantile=\"" + quantile + '"', buckets.quantile(quantile));
          }
          line(out, name, "_sum", labels, "", buckets.sum());
          line(out, name, "_count", labels, "", (double) buckets.count());
        });
  }

  private static void type(StringBuilder out, String name, String type) {
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void line(
      StringBuilder out, String name, String suffix, String labels, String more, double value) {
    out.append(name).append(suffix);
    if (!labels.isEmpty() || !more.isEmpty()) {
      out.append('{').append(labels);
      out.append(labels.isEmpty() || more.isEmpty() ? "" : ",").append(more).append('}');
    }
    out.append(' ').append(number(value)).append('\n');
  }

  private static String text(String... labels) {
    if (labels.length % 2 != 0) {
      throw new IllegalArgumentException("label without a value: " + Arrays.toString(labels));
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < labels.length; i += 2) {
      out.append(i == 0 ? "" : ",").append(labels[i]).append("=\"");
      out.append(escaped(labels[i + 1])).append('"');
    }
    return out.toString();
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String number(double value) {
    if (value == Double.POSITIVE_INFINITY) {
      return "+Inf";
    }
    return value == (long) value && Math.abs(value) < 1L << 53
        ? Long.toString((long) value)
        : Double.toString(value).toLowerCase(Locale.ROOT).replace("nan", "NaN");
  }
}
