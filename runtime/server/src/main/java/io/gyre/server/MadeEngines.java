package io.gyre.server;

import io.gyre.core.node.Peers;
import io.gyre.server.component.Components;
import io.gyre.server.component.Lender;
import io.gyre.server.component.MadeEngine;
import io.gyre.server.config.GyreConfig;
import io.gyre.spi.engine.Broker;
import io.gyre.spi.engine.Controller;
import io.gyre.spi.engine.PresenceManager;
import java.util.ArrayList;
import java.util.List;

/**
 * The engines of the server: one for everything, or one of its own for broker, presence or control
 * messages.
 *
 * @param broker for PUB/SUB and history
 * @param presence who is where
 * @param controller the way to other nodes
 * @param all that are to run
 */
record MadeEngines(
    Broker broker, PresenceManager presence, Controller controller, List<MadeEngine> all) {

  static MadeEngines of(Components components, GyreConfig config, Lender.Ears ears) {
    List<MadeEngine> all = new ArrayList<>();
    boolean ownBroker = config.broker().enabled();
    boolean ownPresence = config.presenceManager().enabled();
    Broker broker = null;
    PresenceManager presence = null;
    if (!ownBroker || !ownPresence) {
      MadeEngine engine = components.engine("engine", config.engine().type(), ears);
      all.add(engine);
      broker = ownBroker ? null : engine.broker();
      presence = ownPresence ? null : engine.presence();
    }
    if (broker == null) {
      MadeEngine engine = components.engine("broker", config.broker().type(), ears);
      all.add(engine);
      broker = engine.broker();
    }
    if (presence == null) {
      MadeEngine engine =
          components.engine("presence_manager", config.presenceManager().type(), ears);
      all.add(engine);
      presence = engine.presence();
    }
    Controller controller = controller(components, config, ears, all);
    return new MadeEngines(broker, presence, controller, List.copyOf(all));
  }

  /** Its own, or the first of the others that is one. */
  private static Controller controller(
      Components components, GyreConfig config, Lender.Ears ears, List<MadeEngine> all) {
    String type = config.controller().type();
    if (config.controller().enabled()) {
      MadeEngine engine = components.engine("controller", type, ears);
      all.add(engine);
      return engine
          .controller()
          .orElseThrow(() -> new StartFailed("controller.type: " + type + " has no controller"));
    }
    return all.stream()
        .flatMap(engine -> engine.controller().stream())
        .findFirst()
        .orElseGet(Peers::alone);
  }
}
