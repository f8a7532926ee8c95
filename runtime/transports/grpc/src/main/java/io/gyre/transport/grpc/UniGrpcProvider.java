package io.gyre.transport.grpc;

import io.gyre.spi.Run;
import io.gyre.spi.Service;
import io.gyre.spi.transport.TransportContext;
import io.gyre.spi.transport.TransportProvider;

/** Makes the one-way gRPC transport, which has a port of its own. */
public final class UniGrpcProvider implements TransportProvider<UniGrpcConfig> {

  @Override
  public String type() {
    return "uni_grpc";
  }

  @Override
  public Class<UniGrpcConfig> configType() {
    return UniGrpcConfig.class;
  }

  @Override
  public Service create(UniGrpcConfig config, TransportContext context) {
    return config.enabled()
        ? new UniGrpcServer(config, context.gateway(), context.encryption(config.tls()))
        : UniGrpcProvider::idle;
  }

  private static void idle(Run run) throws InterruptedException {
    run.ready();
    run.awaitStop();
  }
}
