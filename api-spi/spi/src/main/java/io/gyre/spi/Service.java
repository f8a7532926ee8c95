package io.gyre.spi;

/** Work that lives until it is told to stop. */
@FunctionalInterface
public interface Service {

  /**
   * Runs on a virtual thread of its own until {@link Run#stopping()}. Returning is a clean end;
   * throwing is a failure that the supervisor judges by the kind of component.
   */
  void run(Run run) throws Exception;
}
