package io.gyre.server.metrics;

import io.gyre.core.node.NodeStats;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** The node in numbers. */
public final class NodeMetrics implements MetricSource {
  private final Supplier<NodeStats> node;
  private final IntSupplier nodes;

  /**
   * Shows a node.
   *
   * @param node the node now; must not block
   * @param nodes how many nodes of the cluster this one knows, itself included
   */
  public NodeMetrics(Supplier<NodeStats> node, IntSupplier nodes) {
    this.node = node;
    this.nodes = nodes;
  }

  @Override
  public void collect(Scrape scrape) {
    NodeStats stats = node.get();
    scrape.level("centrifugo_node_num_clients", stats.clients());
    scrape.level("centrifugo_node_num_users", stats.users());
    scrape.level("centrifugo_node_num_subscriptions", stats.subscriptions());
    scrape.level("centrifugo_node_num_channels", stats.channels());
    scrape.level("centrifugo_node_num_nodes", nodes.getAsInt());
    scrape.level("centrifugo_node_build", 1, "version", stats.version());
  }
}
