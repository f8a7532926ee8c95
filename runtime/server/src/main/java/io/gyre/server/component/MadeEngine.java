package io.gyre.server.component;

import io.gyre.server.StartFailed;
import io.gyre.server.plugin.InPlugin;
import io.gyre.spi.engine.Broker;
import io.gyre.spi.engine.Controller;
import io.gyre.spi.engine.Engine;
import io.gyre.spi.engine.PresenceManager;
import java.util.Optional;

/**
 * An engine, seen through its capabilities.
 *
 * @param name for its thread, such as {@code engine/memory}
 * @param engine the engine itself
 * @param inPlugin sets its class loader
 */
public record MadeEngine(String name, Engine engine, InPlugin inPlugin) {

  /** Its PUB/SUB and history. */
  public Broker broker() {
    return capability("broker", Broker.class, engine.broker());
  }

  /** Its presence. */
  public PresenceManager presence() {
    return capability("presence manager", PresenceManager.class, engine.presence());
  }

  /** Its control messages; an engine without has a node alone. */
  public Optional<Controller> controller() {
    return engine.controller().map(made -> inPlugin.around(Controller.class, made));
  }

  private <T> T capability(String noun, Class<T> contract, Optional<T> made) {
    return inPlugin.around(
        contract, made.orElseThrow(() -> new StartFailed(name + " has no " + noun)));
  }
}
