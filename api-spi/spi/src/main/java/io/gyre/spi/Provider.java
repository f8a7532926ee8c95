package io.gyre.spi;

/**
 * Makes one kind of component from its configuration. Found by {@link java.util.ServiceLoader}, so
 * an implementation has a public no-argument constructor; it is stateless and its methods may be
 * called from any thread.
 *
 * @param <C> the record that users fill in; every component carries {@link Key}
 * @param <X> what the server lends to the component
 * @param <T> the component
 */
public interface Provider<C extends Record, X extends ComponentContext, T> {

  /** The word users write in the configuration to choose this provider; unique per kind. */
  String type();

  /** The record that describes the component's configuration. */
  Class<C> configType();

  /**
   * Builds the component. Neither I/O nor threads start here: a component that needs them is a
   * {@link Service}.
   *
   * @throws IllegalArgumentException if the configuration cannot work; the message names the key
   */
  T create(C config, X context);
}
