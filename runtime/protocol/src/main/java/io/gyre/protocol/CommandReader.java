package io.gyre.protocol;

/**
 * The commands of one frame, in order: {@code while (reader.next()) handle(reader.read())}. Belongs
 * to one thread. After a {@link ProtocolException} it is not to be used any more.
 */
public interface CommandReader {
  /**
   * Moves to the next command, if there is one.
   *
   * @throws ProtocolException if the frame is empty, has too many commands or a damaged boundary
   */
  boolean next();

  /**
   * Decodes the command moved to.
   *
   * @throws ProtocolException if it is malformed
   */
  Command read();

  /** The bytes that the command moved to takes in the frame, without delimiters. */
  int length();
}
