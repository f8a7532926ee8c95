package com.example.gyre;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.config.ConfigBinder;
import io.gyre.spi.proxy.ConnectCall;
import io.gyre.spi.proxy.ConnectReply;
import io.gyre.spi.proxy.Proxy;
import io.gyre.spi.proxy.SubscribeCall;
import io.gyre.tck.FakeContext;
import io.gyre.tck.ProxyContract;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExampleProxyTest extends ProxyContract {
  @Override
  protected Proxy proxy() {
    var config = ConfigBinder.of(ExampleProxyProvider.Config.class, Map.of("banned", "eve mallory"));
    return new ExampleProxyProvider().create(config, new FakeContext());
  }

  @Override
  protected ConnectCall connectCall() {
    return connect("{\"user\": \"ann\", \"channels\": [\"rec:1\", \"rec:2\"]}");
  }

  @Override
  protected SubscribeCall subscribeCall() {
    return new SubscribeCall(caller("ann"), "inbox:ann", new byte[0]);
  }

  @Override
  protected List<ConnectCall> refusedConnects() {
    return List.of(connect(""), connect("{\"user\": \"eve\"}"));
  }

  @Override
  protected List<SubscribeCall> refusedSubscribes() {
    return List.of(new SubscribeCall(caller("ann"), "inbox:bob", new byte[0]));
  }

  @Test
  void subscribesTheUserToTheChannelsOfTheConnect() {
    ConnectReply reply = proxy().connect(connectCall());
    assertEquals("ann", reply.user());
    assertEquals(Set.of("rec:1", "rec:2"), reply.subscriptions().keySet());
  }

  private static ConnectCall connect(String data) {
    return new ConnectCall(caller(""), data.getBytes(UTF_8), "", "", List.of());
  }
}
