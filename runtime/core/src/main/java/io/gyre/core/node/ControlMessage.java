package io.gyre.core.node;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** What nodes tell each other. Nodes of different versions may share a cluster: see {@link #of}. */
sealed interface ControlMessage {
  /** Changes when nodes of this version can no longer read what the older ones write. */
  int FORMAT = 1;

  /**
   * A node lives.
   *
   * @param node its id
   * @param anyoneThere whether those who hear it should say that they live, too
   */
  record Alive(String node, boolean anyoneThere) implements ControlMessage {}

  /** A node stops. */
  record Gone(String node) implements ControlMessage {}

  /**
   * A client of yours sent commands to me.
   *
   * @param node that asks
   * @param call by which it knows the answer
   */
  record Commands(String node, long call, String session, byte[] frame) implements ControlMessage {}

  /** I have the commands, wherever they went. */
  record Taken(long call) implements ControlMessage {}

  /** As bytes. */
  default byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      switch (this) {
        case Alive alive -> {
          out.writeByte('a');
          out.writeUTF(alive.node());
          out.writeBoolean(alive.anyoneThere());
        }
        case Gone gone -> {
          out.writeByte('g');
          out.writeUTF(gone.node());
        }
        case Commands commands -> {
          out.writeByte('c');
          out.writeUTF(commands.node());
          out.writeLong(commands.call());
          out.writeUTF(commands.session());
          out.write(commands.frame());
        }
        case Taken taken -> {
          out.writeByte('t');
          out.writeLong(taken.call());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** From bytes; empty if another version of the server wrote what this one does not know. */
  static Optional<ControlMessage> of(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != FORMAT) {
        return Optional.empty();
      }
      return switch (in.readByte()) {
        case 'a' -> Optional.of(new Alive(in.readUTF(), in.readBoolean()));
        case 'g' -> Optional.of(new Gone(in.readUTF()));
        case 'c' ->
            Optional.of(new Commands(in.readUTF(), in.readLong(), in.readUTF(), in.readAllBytes()));
        case 't' -> Optional.of(new Taken(in.readLong()));
        default -> Optional.empty();
      };
    } catch (IOException cutShort) {
      return Optional.empty();
    }
  }
}
