package io.gyre.server;

import io.gyre.core.hub.Shard;
import io.gyre.core.meter.NodeMeters;
import io.gyre.core.node.Node;
import io.gyre.server.metrics.PrometheusMeters;
import io.gyre.spi.NodeInfo;
import java.util.List;

/** Shows the node's present numbers among the metrics. */
final class NodeLevels {
  private NodeLevels() {}

  static void show(
      NodeMeters nodeMeters,
      PrometheusMeters meters,
      Node node,
      List<Shard> shards,
      NodeInfo identity) {
    nodeMeters.level("node_num_clients", () -> node.stats().clients());
    nodeMeters.level("node_num_users", () -> node.stats().users());
    nodeMeters.level("node_num_subscriptions", () -> node.stats().subscriptions());
    nodeMeters.level("node_num_channels", () -> node.stats().channels());
    nodeMeters.level("node_num_nodes", node::nodes);
    meters.gauge("centrifugo_node_build", () -> 1, "version", identity.version());
    for (int i = 0; i < shards.size(); i++) {
      Shard shard = shards.get(i);
      String number = Integer.toString(i);
      meters.gauge("gyre_shard_mailbox_bytes", shard::waitingBytes, "shard", number);
      meters.gauge("gyre_shard_sessions", shard::sessions, "shard", number);
    }
  }
}
