package io.gyre.spi.consumer;

import io.gyre.spi.channel.PublishOptions;
import java.util.Collection;

/**
 * Takes commands of the server API from a consumer. Calls block until the command took effect: that
 * is the consumer's only flow control, and nothing may be acknowledged upstream before they return.
 * Thread-safe.
 */
public interface CommandSink {

  /**
   * Applies one command.
   *
   * @param method of the server API, such as {@code publish}
   * @param payload the method's request as JSON
   * @throws CommandRejected if it can never succeed
   */
  void apply(String method, byte[] payload) throws CommandRejected, InterruptedException;

  /**
   * Publishes the same data into channels, keeping history as each channel's namespace says.
   *
   * @param options only idempotency, version and delta are taken from here
   * @throws CommandRejected if it can never succeed
   */
  void publish(Collection<String> channels, byte[] data, PublishOptions options)
      throws CommandRejected, InterruptedException;
}
