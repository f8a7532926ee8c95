package io.gyre.spi.web;

import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.spi.Http1Upgrader;

/**
 * Where a transport adds its paths to the shared HTTP port. Used on one thread, before the port
 * opens.
 */
public interface Mounts {

  /** The path that a configured one stands for: slashes at its end do not count. */
  static String path(String configured) {
    int end = configured.length();
    while (end > 0 && configured.charAt(end - 1) == '/') {
      end--;
    }
    return end == 0 ? "/" : configured.substring(0, end);
  }

  /** Routes of HTTP/1.1 and HTTP/2 requests; the same builder serves all transports. */
  HttpRouting.Builder http();

  /**
   * Takes over HTTP/1.1 connections that ask for another protocol at a path. The server has already
   * applied its connection limits when {@link Http1Upgrader#upgrade} is called. An upgrader that
   * returns null leaves the request to {@link #http()}; one that wants the server's event threads
   * returns what {@link Sockets#adopt} gave.
   *
   * @param path compared with the whole path of the request
   * @param upgrader names the protocol by {@link Http1Upgrader#supportedProtocol()}; letter case in
   *     the request does not matter
   * @throws IllegalArgumentException if another transport has this protocol at this path
   */
  void upgrade(String path, Http1Upgrader upgrader);

  /**
   * Serves requests whose responses are connections, within the server's connection limits.
   *
   * @param path compared with the whole path of the request
   * @param handler of requests by any method
   */
  void connections(String path, ConnectionHandler handler);

  /** Says that a transport's clients send by separate requests, so their endpoint is needed. */
  void expectEmulation();

  /** Whether a transport's clients send by separate requests. May be asked from any thread. */
  boolean emulationExpected();
}
