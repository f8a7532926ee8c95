package io.gyre.spi.consumer;

import io.gyre.spi.ComponentContext;

/** What a consumer is lent. */
public interface ConsumerContext extends ComponentContext {

  /** Where commands go. */
  CommandSink sink();
}
