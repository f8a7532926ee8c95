package io.gyre.server;

import io.gyre.server.config.GyreConfig;
import io.gyre.spi.NodeInfo;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;

/** How the node is called. */
final class NodeNames {
  private NodeNames() {}

  static NodeInfo of(String id, GyreConfig config) {
    String configured = config.node().name();
    String name = configured.isEmpty() ? hostName() + "_" + config.httpServer().port() : configured;
    return new NodeInfo(id, name, version());
  }

  /** The version of this build. */
  static String version() {
    return Objects.requireNonNullElse(
        NodeNames.class.getPackage().getImplementationVersion(), "development");
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }
}
