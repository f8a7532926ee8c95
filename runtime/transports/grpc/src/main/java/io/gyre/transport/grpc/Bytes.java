package io.gyre.transport.grpc;

import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.Marshaller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Hands messages on as they are: the session encodes and decodes. */
enum Bytes implements Marshaller<byte[]> {
  AS_THEY_ARE;

  @Override
  public InputStream stream(byte[] message) {
    return new Message(message);
  }

  @Override
  public byte[] parse(InputStream stream) {
    try {
      return stream.readAllBytes();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Tells how long it is, so that it is copied once only. */
  private static final class Message extends ByteArrayInputStream implements KnownLength {
    Message(byte[] message) {
      super(message);
    }
  }
}
