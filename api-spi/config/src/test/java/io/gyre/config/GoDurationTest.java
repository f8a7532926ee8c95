package io.gyre.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

  @ParameterizedTest
  @CsvSource({
    "1m30s,90000000000,1m30s",
    "1.5h,5400000000000,1h30m",
    "500ms,500000000,500ms",
    "-1s,-1000000000,-1s",
    "0,0,0s",
    "-1,-1,-1ns",
    "25000000000,25000000000,25s",
    "720h,2592000000000000,720h",
    "1h0m0s,3600000000000,1h",
    "1us,1000,1us"
  })
  void readsAndWritesGoSyntax(String text, long nanos, String written) {
    Duration duration = GoDuration.parse(text).orElseThrow();
    assertEquals(Duration.ofNanos(nanos), duration);
    assertEquals(written, GoDuration.format(duration));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5 parsecs", "1h 2m", "s", "1", "10000000000h", "1d", "--1s", "1.s2", "."})
  void refusesWhatIsNoDuration(String text) {
    assertEquals(text.equals("1"), GoDuration.parse(text).isPresent());
  }
}
