package io.gyre.protocol;

/** Decodes JSON: commands are objects on lines of their own. */
public final class JsonDecoder implements Decoder {
  /** The only instance. */
  public static final JsonDecoder INSTANCE = new JsonDecoder();

  private JsonDecoder() {}

  @Override
  public CommandReader commands(byte[] frame) {
    return new JsonCommandReader(frame);
  }

  @Override
  public Command.Connect connectRequest(byte[] body) {
    JsonReader reader = new JsonReader(body, JsonRequests.NAMES);
    Command.Connect connect = JsonRequests.connect(0, reader);
    reader.end();
    return connect;
  }

  @Override
  public EmulationRequest emulationRequest(byte[] body) {
    JsonReader reader = new JsonReader(body, JsonRequests.NAMES);
    String node = "";
    String session = "";
    byte[] data = Bytes.EMPTY;
    if (reader.beginObject()) {
      while (reader.nextField()) {
        switch (reader.fieldName()) {
          case "node" -> node = reader.string();
          case "session" -> session = reader.string();
          case "data" -> data = reader.stringBytes();
          default -> reader.skip();
        }
      }
    }
    reader.end();
    return new EmulationRequest(node, session, data);
  }
}
