package io.gyre.api;

import io.gyre.core.node.Target;
import io.gyre.protocol.JsonReader;

/** Reads which connections a request is about; used once. */
final class TargetReader {
  private String user = "";
  private String client = "";
  private String session = "";

  /** Reads a field if it belongs to a target, passes it otherwise. */
  void field(String name, JsonReader reader) {
    switch (name) {
      case "user" -> user = reader.string();
      case "client" -> client = reader.string();
      case "session" -> session = reader.string();
      default -> reader.skip();
    }
  }

  Target target() {
    return new Target(user, client, session);
  }
}
