package io.gyre.server;

import io.gyre.server.component.Components;
import io.gyre.server.component.Lender;
import io.gyre.server.component.MadeEngine;
import io.gyre.server.config.GyreConfig;
import io.gyre.spi.engine.Broker;
import io.gyre.spi.engine.PresenceManager;
import java.util.ArrayList;
import java.util.List;

/**
 * The engines of the server: one for everything, or one of its own for broker or presence.
 *
 * @param broker for PUB/SUB and history
 * @param presence who is where
 * @param all that are to run
 */
record MadeEngines(Broker broker, PresenceManager presence, List<MadeEngine> all) {

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
    return new MadeEngines(broker, presence, List.copyOf(all));
  }
}
