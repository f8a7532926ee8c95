package com.example.gyre;

import io.gyre.spi.Provider;
import io.gyre.spi.proxy.ProxyProvider;
import io.gyre.tck.ProviderContract;

class ExampleProxyProviderTest extends ProviderContract<ExampleProxyProvider.Config> {
  @Override
  protected Provider<ExampleProxyProvider.Config, ?, ?> provider() {
    return new ExampleProxyProvider();
  }

  @Override
  protected Class<?> door() {
    return ProxyProvider.class;
  }
}
