package io.gyre.protocol;

import io.gyre.protocol.JsonReader.Kind;

/**
 * Decodes JSON: commands are objects on lines of their own. What follows an object is ignored, as
 * the original does.
 */
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
    return JsonRequests.connect(0, reader);
  }

  @Override
  public EmulationRequest emulationRequest(byte[] body) {
    JsonReader reader = new JsonReader(body, JsonRequests.NAMES);
    String node = "";
    String session = "";
    byte[] data = Bytes.EMPTY;
    boolean says = false;
    if (reader.beginObject()) {
      while (reader.nextField()) {
        switch (reader.fieldName()) {
          case "node" -> node = reader.string();
          case "session" -> session = reader.string();
          case "data" -> {
            says = reader.peek() == Kind.STRING || reader.peek() == Kind.NULL;
            if (says) {
              data = reader.stringBytes();
            } else {
              reader.skip();
            }
          }
          default -> reader.skip();
        }
      }
    }
    return new EmulationRequest(node, says ? session : "", data);
  }
}
