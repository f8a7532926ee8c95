package com.example.gyre;

import io.gyre.config.ConfigBinder;
import io.gyre.spi.Service;
import io.gyre.tck.ConsumerContract;
import io.gyre.tck.FakeContext;
import java.util.List;

class TickerTest extends ConsumerContract {
  @Override
  protected Service consumer(FakeContext context) {
    var config = ConfigBinder.defaults(TickerProvider.Config.class);
    return new TickerProvider().create(config, context);
  }

  @Override
  protected void offer(List<String> ids) {} // it makes up its commands itself
}
