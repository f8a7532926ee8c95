package io.gyre.server;

/** A service that the node needs failed before it was ready. */
final class ServiceFailed extends RuntimeException {

  ServiceFailed(String name, Throwable cause) {
    super(name + " failed to start: " + cause, cause);
  }
}
