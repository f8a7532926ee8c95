package io.gyre.transport.grpc;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.gyre.spi.transport.ClientGateway;

/** The only method of the service: one request to connect, answered by pushes. Thread-safe. */
final class ConsumeMethod implements ServerCallHandler<byte[], byte[]> {
  private static final String SERVICE = "centrifugal.centrifugo.unistream.CentrifugoUniStream";

  static final MethodDescriptor<byte[], byte[]> DESCRIPTOR =
      MethodDescriptor.<byte[], byte[]>newBuilder()
          .setType(MethodType.SERVER_STREAMING)
          .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, "Consume"))
          .setRequestMarshaller(Bytes.AS_THEY_ARE)
          .setResponseMarshaller(Bytes.AS_THEY_ARE)
          .build();

  private final ClientGateway gateway;
  private final OpenStreams streams;

  ConsumeMethod(ClientGateway gateway, OpenStreams streams) {
    this.gateway = gateway;
    this.streams = streams;
  }

  /** The service as gRPC sees it. */
  ServerServiceDefinition service() {
    return ServerServiceDefinition.builder(SERVICE).addMethod(DESCRIPTOR, this).build();
  }

  @Override
  public ServerCall.Listener<byte[]> startCall(ServerCall<byte[], byte[]> call, Metadata headers) {
    call.request(2); // the second would be one too many, and is noticed so
    return new ConsumeStream(call, headers, gateway, streams);
  }
}
