package io.gyre.transport.websocket;

import io.gyre.spi.web.WireCodec;
import io.gyre.spi.web.WirePeer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes down in words what a codec found. */
final class RecordingPeer implements WirePeer {
  private final List<String> outcomes = new ArrayList<>();
  private final List<byte[]> frames = new ArrayList<>();

  /** What a codec finds in bytes that come in pieces of a size. */
  static List<String> outcomes(WireCodec codec, byte[] wire, int pieceBytes) {
    RecordingPeer peer = new RecordingPeer();
    for (int i = 0; i < wire.length; i += pieceBytes) {
      ByteBuffer piece = ByteBuffer.allocateDirect(pieceBytes);
      piece.put(wire, i, Math.min(pieceBytes, wire.length - i)).flip();
      codec.received(piece, peer);
    }
    return peer.outcomes;
  }

  List<String> outcomes() {
    return outcomes;
  }

  List<byte[]> frames() {
    return frames;
  }

  @Override
  public void greet() {}

  @Override
  public void frame(byte[] commands) {
    frames.add(commands);
    outcomes.add(
        commands.length > 100
            ? "frame of " + commands.length
            : "frame " + new String(commands, StandardCharsets.UTF_8));
  }

  @Override
  public void reply(byte[] wire) {
    outcomes.add("reply " + HexFormat.of().formatHex(wire));
  }

  @Override
  public void ended(byte[] answer) {
    outcomes.add("ended " + HexFormat.of().formatHex(answer));
  }

  @Override
  public void failed(byte[] farewell) {
    int code = (farewell[2] & 0xff) << 8 | (farewell[3] & 0xff);
    String reason = new String(farewell, 4, farewell.length - 4, StandardCharsets.UTF_8);
    outcomes.add(("failed " + code + " " + reason).strip());
  }
}
