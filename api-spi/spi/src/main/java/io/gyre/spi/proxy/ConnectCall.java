package io.gyre.spi.proxy;

import java.util.List;

/**
 * A client connects.
 *
 * @param data sent by the client; may be empty
 * @param name of the client's software
 * @param version of the client's software
 * @param channels the client asks to be subscribed to
 */
public record ConnectCall(
    Caller caller, byte[] data, String name, String version, List<String> channels) {

  /** Copies the list. */
  public ConnectCall {
    channels = List.copyOf(channels);
  }
}
