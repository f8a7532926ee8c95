package io.gyre.server;

import io.gyre.server.config.GyreConfig;
import io.gyre.server.config.LoadedConfig;
import io.gyre.server.plugin.Door;
import io.gyre.server.plugin.Offer;
import io.gyre.server.plugin.Plugin;
import io.gyre.server.plugin.Providers;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The first lines of a server's life: what it is made of and where it listens. */
final class Banner {
  private static final System.Logger LOG = System.getLogger("gyre.server");

  private Banner() {}

  static void log(Server server, LoadedConfig loaded, Providers providers) {
    GyreConfig config = loaded.server();
    info(
        "Gyre started version=%s node=%s java=%s pid=%d"
            .formatted(
                server.identity().version(),
                server.identity().name(),
                Runtime.version().feature(),
                ProcessHandle.current().pid()));
    info(
        "made of engine=%s transports=%s consumers=%d plugins=%s"
            .formatted(
                config.engine().type(),
                transports(providers),
                config.consumers().stream().filter(consumer -> consumer.enabled()).count(),
                plugins(providers.plugins())));
    server.listeners().addresses().forEach(address -> info("listening address=" + address));
    if (config.demo().enabled()) {
      info("demo page=" + server.listeners().addresses().getFirst() + DemoPage.PATH + "/");
    }
  }

  private static void info(String line) {
    LOG.log(Level.INFO, line);
  }

  private static String transports(Providers providers) {
    return Stream.<List<? extends Offer<?>>>of(
            providers.all(Door.WEB_TRANSPORT), providers.all(Door.TRANSPORT))
        .flatMap(List::stream)
        .map(Offer::type)
        .collect(Collectors.joining(","));
  }

  private static String plugins(List<Plugin> plugins) {
    return plugins.isEmpty()
        ? "none"
        : plugins.stream()
            .map(plugin -> plugin.name() + ":" + plugin.version())
            .collect(Collectors.joining(","));
  }
}
