package io.gyre.core.session;

import io.gyre.core.backend.RpcConfig;
import io.gyre.core.errors.ClientErrors;
import io.gyre.protocol.Command;
import io.gyre.protocol.RpcResult;
import java.util.Optional;

/** Passes calls of clients to the application. Holds no state of its own. */
final class RpcHandler {
  private final BackendCalls backend;

  RpcHandler(BackendCalls backend) {
    this.backend = backend;
  }

  void handle(ClientSession session, Command.Rpc command, Responder responder) {
    RpcConfig rpc = session.settings().rpc();
    if (rpc.ping().enabled() && command.method().equals(rpc.ping().method())) {
      responder.reply(new RpcResult(new byte[0]));
      return;
    }
    if (!asksAnybody(rpc)) {
      responder.error(
          rpc.ping().enabled() ? ClientErrors.METHOD_NOT_FOUND : ClientErrors.NOT_AVAILABLE);
      return;
    }
    Optional<RpcConfig.Options> options = options(rpc, command.method());
    if (options.isEmpty()) {
      responder.error(ClientErrors.METHOD_NOT_FOUND);
      return;
    }
    if (!options.get().proxyEnabled()) {
      responder.error(ClientErrors.NOT_AVAILABLE);
      return;
    }
    backend.rpc(
        session,
        options.get().proxyName(),
        command,
        reply -> responder.reply(new RpcResult(reply.data())),
        responder::fail);
  }

  /** Whether there are methods for which the application is asked. */
  private static boolean asksAnybody(RpcConfig rpc) {
    return rpc.withoutNamespace().proxyEnabled()
        || rpc.namespaces().stream().anyMatch(namespace -> namespace.options().proxyEnabled());
  }

  private static Optional<RpcConfig.Options> options(RpcConfig rpc, String method) {
    String boundary = rpc.namespaceBoundary();
    int end = boundary.isEmpty() ? -1 : method.indexOf(boundary);
    if (end < 0) {
      return Optional.of(rpc.withoutNamespace());
    }
    String name = method.substring(0, end);
    return rpc.namespaces().stream()
        .filter(namespace -> namespace.name().equals(name))
        .map(RpcConfig.Namespace::options)
        .findFirst();
  }
}
