package io.gyre.protocol;

/** Decodes Protobuf: each command behind its length. */
public final class ProtobufDecoder implements Decoder {
  /** The only instance. */
  public static final ProtobufDecoder INSTANCE = new ProtobufDecoder();

  private ProtobufDecoder() {}

  @Override
  public CommandReader commands(byte[] frame) {
    return new ProtobufCommandReader(frame);
  }

  @Override
  public Command.Connect connectRequest(byte[] body) {
    return ProtobufRequests.connect(0, new ProtobufReader(body, 0, body.length));
  }

  @Override
  public EmulationRequest emulationRequest(byte[] body) {
    ProtobufReader reader = new ProtobufReader(body, 0, body.length);
    String node = "";
    String session = "";
    byte[] data = Bytes.EMPTY;
    for (int field = reader.field(); field != 0; field = reader.field()) {
      switch (field) {
        case 1 -> node = reader.string();
        case 2 -> session = reader.string();
        case 3 -> data = reader.bytes();
        default -> reader.skip();
      }
    }
    return new EmulationRequest(node, session, data);
  }
}
