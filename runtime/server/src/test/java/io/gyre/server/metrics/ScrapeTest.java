package io.gyre.server.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.core.meter.FrameType;
import io.gyre.core.meter.MessageKind;
import io.gyre.core.meter.NodeMeters;
import io.gyre.core.meter.ShardMeters;
import io.gyre.core.node.NodeStats;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScrapeTest {
  @Test
  void namesOfCountersStayAsTheyAre() {
    PrometheusMeters meters = new PrometheusMeters();
    meters.counter("centrifugo_node_messages_sent_count", "type", "publication").add(2);
    meters.counter("centrifugo_node_messages_sent_count", "type", "publication").add(1);

    List<String> lines = lines(meters);

    assertTrue(
        lines.contains("# TYPE centrifugo_node_messages_sent_count counter"), lines::toString);
    assertTrue(
        lines.contains("centrifugo_node_messages_sent_count{type=\"publication\"} 3"),
        lines::toString);
  }

  @Test
  void metersCarryTheLabelsOfTheirComponent() {
    PrometheusMeters meters = new PrometheusMeters();
    meters.labelled("consumer_name", "a\"b").counter("processed_total", "kind", "x").add(1);

    assertTrue(lines(meters).contains("processed_total{consumer_name=\"a\\\"b\",kind=\"x\"} 1"));
  }

  @Test
  void durationsAreSummaryAndHistogramWhereTheyAlwaysWere() {
    PrometheusMeters meters = new PrometheusMeters();
    meters.timer("centrifugo_api_command_duration_seconds", "method", "publish").record(2_000_000);
    meters.timer("centrifugo_api_command_duration_seconds", "method", "publish").record(3_000_000);

    List<String> lines = lines(meters);

    assertTrue(lines.contains("# TYPE centrifugo_api_command_duration_seconds summary"));
    assertTrue(
        lines.contains(
            "centrifugo_api_command_duration_seconds{method=\"publish\",quantile=\"0.5\"} 0.0025"));
    assertTrue(
        lines.contains("centrifugo_api_command_duration_seconds_count{method=\"publish\"} 2"));
    assertTrue(
        lines.contains("centrifugo_api_command_duration_seconds_sum{method=\"publish\"} 0.005"));
    assertTrue(
        lines.contains("# TYPE centrifugo_api_command_duration_seconds_histogram histogram"));
    assertTrue(
        lines.contains(
            "centrifugo_api_command_duration_seconds_histogram_bucket{method=\"publish\",le=\"0.0025\"} 1"));
    assertTrue(
        lines.contains(
            "centrifugo_api_command_duration_seconds_histogram_bucket{method=\"publish\",le=\"+Inf\"} 2"));
  }

  @Test
  void otherDurationsAreHistogramsOnly() {
    PrometheusMeters meters = new PrometheusMeters();
    meters.timer("my_seconds").record(20_000_000_000L);

    List<String> lines = lines(meters);

    assertTrue(lines.contains("# TYPE my_seconds histogram"));
    assertTrue(lines.contains("my_seconds_bucket{le=\"10\"} 0"));
    assertTrue(lines.contains("my_seconds_bucket{le=\"+Inf\"} 1"));
    assertTrue(lines.contains("my_seconds_sum 20"));
  }

  @Test
  void aGaugeIsReadAtEachScrape() {
    long[] value = {1};
    PrometheusMeters meters = new PrometheusMeters();
    meters.gauge("lag", () -> value[0]);
    lines(meters);
    value[0] = -5;

    assertTrue(lines(meters).contains("lag -5"));
  }

  @Test
  void seriesBeyondTheLimitAreCountedAndNotShown() {
    PrometheusMeters meters = new PrometheusMeters();
    for (int i = 0; i < PrometheusMeters.SERIES_MAX + 3; i++) {
      meters.counter("c", "i", Integer.toString(i)).add(1);
    }
    meters.counter("c", "i", "0").add(1);

    List<String> lines = lines(meters);

    assertTrue(lines.contains("gyre_meters_refused_total 3"));
    assertTrue(lines.contains("c{i=\"0\"} 2"));
  }

  @Test
  void whatShardsCountedAddsUpUnderTheSharedPrefix() {
    NodeMeters node = new NodeMeters();
    ShardMeters one = node.addShard();
    ShardMeters other = node.addShard();
    one.transport("websocket").connected();
    other.transport("websocket").connected();
    one.command(FrameType.SUBSCRIBE, 1_000);
    other.command(FrameType.SUBSCRIBE, 1_000);
    one.broadcast(MessageKind.PUBLICATION, 1_000);
    node.level("node_num_things", () -> 2);

    List<String> lines = lines(new CoreMetrics(node, false));

    assertTrue(lines.contains("centrifugo_node_num_things 2"));
    assertTrue(
        lines.contains(
            "centrifugo_client_connections_inflight{transport=\"websocket\",accept_protocol=\"\","
                + "client_name=\"unnamed\",client_version=\"unversioned\"} 2"));
    assertTrue(
        lines.contains(
            "centrifugo_client_command_duration_seconds_count{method=\"subscribe\",channel_namespace=\"\"} 2"));
    assertEquals(
        List.of(),
        lines.stream().filter(line -> line.contains("recovered_publications ")).toList());
  }

  @Test
  void sizesOfMessagesAreAHistogramForEachTransportAndDirection() {
    NodeMeters node = new NodeMeters();
    var stream = node.addShard().transport("sse");
    stream.sent(FrameType.PUSH_PUBLICATION, 100);
    stream.sent(FrameType.PUSH_PUBLICATION, 300);
    stream.received(FrameType.CONNECT, 50);

    List<String> lines = lines(new CoreMetrics(node, false));

    String sent = "centrifugo_transport_message_size_bytes%s{transport=\"sse\",direction=\"sent\"";
    assertTrue(lines.contains(sent.formatted("_bucket") + ",le=\"64\"} 0"), lines::toString);
    assertTrue(lines.contains(sent.formatted("_bucket") + ",le=\"256\"} 1"), lines::toString);
    assertTrue(lines.contains(sent.formatted("_sum") + "} 400"), lines::toString);
    assertTrue(
        lines.contains(
            "centrifugo_transport_message_size_bytes_count{transport=\"sse\",direction=\"received\"} 1"),
        lines::toString);
  }

  @Test
  void theNodeShowsItsNumbers() {
    NodeStats stats = new NodeStats("id", "name", "1.0", 2, 1, 3, 4, 60);

    List<String> lines = lines(new NodeMetrics(() -> stats, () -> 1));

    assertTrue(lines.contains("centrifugo_node_num_clients 2"));
    assertTrue(lines.contains("centrifugo_node_num_users 1"));
    assertTrue(lines.contains("centrifugo_node_num_channels 3"));
    assertTrue(lines.contains("centrifugo_node_num_subscriptions 4"));
    assertTrue(lines.contains("centrifugo_node_num_nodes 1"));
    assertTrue(lines.contains("centrifugo_node_build{version=\"1.0\"} 1"));
  }

  @Test
  void theProcessShowsItsMemoryAndTime() {
    List<String> lines = lines(new ProcessMetrics());

    assertTrue(lines.stream().anyMatch(line -> line.startsWith("process_cpu_seconds_total ")));
    assertTrue(
        lines.stream().anyMatch(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\"} ")));
  }

  private static List<String> lines(MetricSource source) {
    Scrape scrape = new Scrape();
    source.collect(scrape);
    return new String(scrape.text(), StandardCharsets.UTF_8).lines().toList();
  }
}
