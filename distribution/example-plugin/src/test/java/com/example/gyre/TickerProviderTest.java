package com.example.gyre;

import io.gyre.spi.Provider;
import io.gyre.spi.consumer.ConsumerProvider;
import io.gyre.tck.ProviderContract;

class TickerProviderTest extends ProviderContract<TickerProvider.Config> {
  @Override
  protected Provider<TickerProvider.Config, ?, ?> provider() {
    return new TickerProvider();
  }

  @Override
  protected Class<?> door() {
    return ConsumerProvider.class;
  }
}
