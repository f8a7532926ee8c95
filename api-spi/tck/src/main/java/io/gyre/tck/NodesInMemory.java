package io.gyre.tck;

import io.gyre.spi.engine.ControlListener;
import io.gyre.spi.engine.Controller;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Joins nodes of one process: each hears the control messages of the others, unless it is cut off.
 * Thread-safe.
 */
public final class NodesInMemory {
  private final Map<String, ControlListener> listeners = new ConcurrentHashMap<>();
  private final Set<String> cutOff = ConcurrentHashMap.newKeySet();

  /** Makes a network without nodes. */
  public NodesInMemory() {}

  /** Adds a node, and gives it the way to the others. */
  public Controller join(String nodeId, ControlListener listener) {
    listeners.put(nodeId, listener);
    return new Way(nodeId);
  }

  /** Removes a node: it hears nothing any more. */
  public void leave(String nodeId) {
    listeners.remove(nodeId);
  }

  /** Loses whatever a node says or should hear from now on. */
  public void cutOff(String nodeId) {
    cutOff.add(nodeId);
  }

  private final class Way implements Controller {
    private final String from;

    Way(String from) {
      this.from = from;
    }

    @Override
    public void broadcast(byte[] message) {
      for (String nodeId : listeners.keySet()) {
        if (!nodeId.equals(from)) {
          send(nodeId, message);
        }
      }
    }

    @Override
    public void send(String nodeId, byte[] message) {
      ControlListener listener = listeners.get(nodeId);
      if (listener != null && !cutOff.contains(from) && !cutOff.contains(nodeId)) {
        listener.onControl(message.clone());
      }
    }
  }
}
