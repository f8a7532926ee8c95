package io.gyre.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Commands as lines of JSON. What follows an object on its line is ignored, as the original does.
 */
final class JsonCommandReader implements CommandReader {
  private final byte[] frame;
  private int count;
  private int from; // of the line moved to
  private int to;
  private int next;

  JsonCommandReader(byte[] frame) {
    this.frame = frame;
  }

  @Override
  public boolean next() {
    if (count != 0 && next >= frame.length) {
      return false;
    }
    if (frame.length == 0 || ++count > Decoder.COMMANDS_MAX) {
      throw new ProtocolException(frame.length == 0 ? "frame is empty" : "too many commands");
    }
    from = next;
    to = JsonScanner.lineBreak(frame, from, frame.length);
    while (to < frame.length && frame[to] == '\r') {
      to = JsonScanner.lineBreak(frame, to + 1, frame.length);
    }
    next = to + 1;
    return true;
  }

  @Override
  public int length() {
    return to - from;
  }

  /** Where the message moved to begins. */
  int from() {
    return from;
  }

  /** Where the message moved to ends. */
  int to() {
    return to;
  }

  @Override
  public Command read() {
    if (!Utf8.isValid(frame, from, to)) {
      throw new ProtocolException("command is not UTF-8");
    }
    JsonReader reader = reader(from);
    long id = 0;
    String method = "";
    int methodAt = 0;
    int best = Integer.MAX_VALUE;
    Command command = null;
    if (reader.beginObject()) {
      while (reader.nextField()) {
        String name = reader.fieldName();
        int rank = JsonRequests.rank(name);
        if (name.equals("id")) {
          id = reader.uint32();
        } else if (rank == 0) {
          reader.skip();
        } else if (!reader.nullValue()) {
          int at = reader.position();
          Command read = JsonRequests.command(name, id, reader);
          if (rank <= best) { // of a method that is there twice, the last counts
            best = rank;
            method = name;
            methodAt = at;
            command = read;
          }
        }
      }
    }
    return withId(id, method, methodAt, command);
  }

  /** The command with the id that counts, read again in the rare case that the id came later. */
  private Command withId(long id, String method, int methodAt, @Nullable Command command) {
    if (command == null) {
      return id == 0 ? Command.Pong.INSTANCE : new Command.Unknown(id);
    }
    return command.id() == id ? command : JsonRequests.command(method, id, reader(methodAt));
  }

  private JsonReader reader(int at) {
    return new JsonReader(frame, at, to, JsonRequests.NAMES);
  }
}
