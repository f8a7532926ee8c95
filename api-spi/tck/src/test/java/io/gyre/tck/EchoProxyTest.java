package io.gyre.tck;

import io.gyre.spi.error.ClientError;
import io.gyre.spi.error.ClientErrorException;
import io.gyre.spi.proxy.ConnectCall;
import io.gyre.spi.proxy.ConnectReply;
import io.gyre.spi.proxy.Proxy;
import io.gyre.spi.proxy.ProxyKind;
import io.gyre.spi.proxy.RpcCall;
import io.gyre.spi.proxy.RpcReply;
import java.util.List;
import java.util.Set;

/** The contract of proxies holds for one that is right by inspection. */
class EchoProxyTest extends ProxyContract {

  @Override
  protected Proxy proxy() {
    return new EchoProxy();
  }

  @Override
  protected List<ConnectCall> refusedConnects() {
    return List.of(new ConnectCall(caller(""), new byte[0], "bad", "1", List.of()));
  }

  private static final class EchoProxy implements Proxy {
    @Override
    public Set<ProxyKind> kinds() {
      return Set.of(ProxyKind.CONNECT, ProxyKind.RPC);
    }

    @Override
    public ConnectReply connect(ConnectCall call) {
      if (call.name().equals("bad")) {
        throw new ClientErrorException(new ClientError(403, "go away", false));
      }
      return ConnectReply.of("user");
    }

    @Override
    public RpcReply rpc(RpcCall call) {
      return new RpcReply(call.data());
    }
  }
}
