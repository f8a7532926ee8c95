package io.gyre.spi.consumer;

import io.gyre.spi.Provider;
import io.gyre.spi.Service;

/**
 * Makes a consumer: a {@link Service} that feeds the {@link CommandSink} it is lent. When its run
 * fails, the server starts another after a growing pause.
 */
public interface ConsumerProvider<C extends Record> extends Provider<C, ConsumerContext, Service> {}
