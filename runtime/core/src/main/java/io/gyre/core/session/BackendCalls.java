package io.gyre.core.session;

import io.gyre.core.backend.Proxies;
import io.gyre.protocol.Command;
import io.gyre.spi.channel.SubscribeOptions;
import io.gyre.spi.proxy.Caller;
import io.gyre.spi.proxy.ConnectCall;
import io.gyre.spi.proxy.ConnectReply;
import io.gyre.spi.proxy.ProxyKind;
import io.gyre.spi.proxy.PublishCall;
import io.gyre.spi.proxy.PublishReply;
import io.gyre.spi.proxy.RefreshCall;
import io.gyre.spi.proxy.RefreshReply;
import io.gyre.spi.proxy.RpcCall;
import io.gyre.spi.proxy.RpcReply;
import io.gyre.spi.proxy.SubRefreshCall;
import io.gyre.spi.proxy.SubscribeCall;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks the application on behalf of sessions: elsewhere, with values only, and back on the shard
 * with the answer.
 */
final class BackendCalls {
  private final Environment environment;

  BackendCalls(Environment environment) {
    this.environment = environment;
  }

  boolean asks(ProxyKind kind) {
    return environment.backend().has(kind);
  }

  private <T> void call(
      ClientSession session,
      Supplier<T> question,
      Consumer<T> done,
      Consumer<RuntimeException> failed) {
    var calls = environment.calls();
    calls.call(calls.threads(), session.home(), question, done, failed);
  }

  private static Caller caller(ClientSession session) {
    return new Caller(session.clientId(), session.user(), session.connection(), session.meta());
  }

  private Proxies backend() {
    return environment.backend();
  }

  void connect(
      ClientSession session,
      Command.Connect request,
      Consumer<ConnectReply> done,
      Consumer<RuntimeException> failed) {
    var call =
        new ConnectCall(
            caller(session),
            request.data(),
            request.name(),
            request.version(),
            List.copyOf(request.subs().keySet()));
    call(session, () -> backend().connect(call), done, failed);
  }

  void refresh(
      ClientSession session, Consumer<RefreshReply> done, Consumer<RuntimeException> failed) {
    var call = new RefreshCall(caller(session));
    call(session, () -> backend().refresh(call), done, failed);
  }

  void subscribe(
      ClientSession session,
      String proxy,
      String channel,
      byte[] data,
      Consumer<SubscribeOptions> done,
      Consumer<RuntimeException> failed) {
    var call = new SubscribeCall(caller(session), channel, data);
    call(session, () -> backend().subscribe(proxy, call).options(), done, failed);
  }

  void subRefresh(
      ClientSession session,
      String proxy,
      String channel,
      Consumer<RefreshReply> done,
      Consumer<RuntimeException> failed) {
    var call = new SubRefreshCall(caller(session), channel);
    call(session, () -> backend().subRefresh(proxy, call), done, failed);
  }

  void publish(
      ClientSession session,
      String proxy,
      Command.Publish command,
      Consumer<PublishReply> done,
      Consumer<RuntimeException> failed) {
    var call = new PublishCall(caller(session), command.channel(), command.data());
    call(session, () -> backend().publish(proxy, call), done, failed);
  }

  void rpc(
      ClientSession session,
      String proxy,
      Command.Rpc command,
      Consumer<RpcReply> done,
      Consumer<RuntimeException> failed) {
    var call = new RpcCall(caller(session), command.method(), command.data());
    call(session, () -> backend().rpc(proxy, call), done, failed);
  }
}
