package io.gyre.protocol;

import org.jspecify.annotations.Nullable;

/** Commands behind their lengths. */
final class ProtobufCommandReader implements CommandReader {
  private static final int ID = 1;

  private final byte[] frame;
  private int count;
  private int from; // of the command moved to
  private int to;

  ProtobufCommandReader(byte[] frame) {
    this.frame = frame;
  }

  @Override
  public boolean next() {
    if (count != 0 && to == frame.length) {
      return false;
    }
    if (frame.length == 0 || ++count > Decoder.COMMANDS_MAX) {
      throw new ProtocolException(frame.length == 0 ? "frame is empty" : "too many commands");
    }
    ProtobufReader reader = new ProtobufReader(frame, to, frame.length);
    int length = reader.delimiter();
    from = reader.position();
    to = from + length;
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
    ProtobufReader reader = reader(from);
    long id = 0;
    int method = 0;
    int methodAt = 0;
    int best = Integer.MAX_VALUE;
    Command command = null;
    for (int at = from, field = reader.field(); field != 0; field = reader.field()) {
      if (field == ID) {
        id = Integer.toUnsignedLong(reader.int32());
      } else if (ProtobufRequests.isMethod(field)) {
        Command read = ProtobufRequests.command(field, id, reader);
        if (ProtobufRequests.rank(field) <= best) { // of one that is there twice, the last counts
          best = ProtobufRequests.rank(field);
          method = field;
          methodAt = at;
          command = read;
        }
      } else {
        reader.skip();
      }
      at = reader.position();
    }
    return withId(id, method, methodAt, command);
  }

  /** The command with the id that counts, read again in the rare case that the id came later. */
  private Command withId(long id, int method, int methodAt, @Nullable Command command) {
    if (command == null) {
      return id == 0 ? Command.Pong.INSTANCE : new Command.Unknown(id);
    }
    if (command.id() == id) {
      return command;
    }
    ProtobufReader reader = reader(methodAt);
    reader.field();
    return ProtobufRequests.command(method, id, reader);
  }

  private ProtobufReader reader(int at) {
    return new ProtobufReader(frame, at, to);
  }
}
