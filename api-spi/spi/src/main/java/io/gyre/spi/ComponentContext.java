package io.gyre.spi;

import java.time.InstantSource;

/** What the server lends to every component. All methods may be called from any thread. */
public interface ComponentContext {

  /** The name of this instance, such as the consumer's name in the configuration. */
  String name();

  /** The node the component runs in. */
  NodeInfo node();

  /** A logger named after the component. */
  System.Logger log();

  /** Meters that already carry the labels of the component. */
  Meters meters();

  /** The wall clock; the only source of the time of day, so that tests can set it. */
  InstantSource clock();
}
