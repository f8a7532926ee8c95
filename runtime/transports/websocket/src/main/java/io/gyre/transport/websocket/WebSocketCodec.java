package io.gyre.transport.websocket;

import io.gyre.spi.error.Disconnect;
import io.gyre.spi.transport.Framing;
import io.gyre.spi.web.WireCodec;
import io.gyre.spi.web.WirePeer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Speaks WebSocket (RFC 6455) as a server for one connection. Holds bytes only while a frame or a
 * message is unfinished, and grows with what has arrived, never with what was announced.
 */
final class WebSocketCodec implements WireCodec {
  private static final int HEADER_BYTES_MAX = 14;
  private static final int MESSAGE_BYTES_MIN = 512;

  /** Frames without payload in one message: they cost work, and no limit of bytes ends them. */
  private static final int EMPTY_FRAMES_MAX = 4096;

  private static final byte[] NOTHING = {};
  private static final byte[] PING = FrameWriter.frame(Opcode.FIN | Opcode.PING, NOTHING, 0);

  private final WireRules rules;

  /** A header that came in pieces. */
  private @Nullable ByteBuffer header;

  /** The first byte of the frame whose payload is awaited. */
  private int frameHead;

  /** Bytes of that payload still to come; negative between frames. */
  private int missing = -1;

  private int maskKey;

  /** The first byte of the message in progress; 0 if there is none. */
  private int messageHead;

  private byte[] message = NOTHING;
  private int messageLength;

  /** Bytes of a text message known to be whole characters. */
  private int textLength;

  private int emptyFrames;
  private byte[] control = NOTHING;
  private int controlLength;
  private boolean leaving;
  private boolean over;

  WebSocketCodec(WireRules rules) {
    this.rules = rules;
  }

  @Override
  public Framing framing() {
    return rules.framing();
  }

  @Override
  public byte[] farewell(Disconnect disconnect) {
    leaving = true;
    return FrameWriter.close(disconnect.code(), disconnect.reason());
  }

  @Override
  public byte[] ping() {
    return PING;
  }

  /** The kind of the message that is handed to the peer right now. */
  int messageKind() {
    return Opcode.of(messageHead);
  }

  /** Bytes held for what is unfinished. */
  int heldBytes() {
    return message.length + control.length + (header == null ? 0 : HEADER_BYTES_MAX);
  }

  @Override
  public void received(ByteBuffer bytes, WirePeer peer) {
    while (!over && bytes.hasRemaining()) {
      if (missing >= 0) {
        readPayload(bytes, peer);
      } else {
        ByteBuffer complete = headerIn(bytes);
        if (complete == null) {
          return;
        }
        readHeader(complete, peer);
      }
    }
  }

  /** The buffer to read a whole header from, or null if it has not come yet. */
  private @Nullable ByteBuffer headerIn(ByteBuffer bytes) {
    ByteBuffer pieces = header;
    if (pieces == null) {
      if (bytes.remaining() >= 2
          && bytes.remaining() >= FrameHeader.length(bytes.get(bytes.position() + 1))) {
        return bytes;
      }
      pieces = ByteBuffer.allocate(HEADER_BYTES_MAX);
      header = pieces;
    }
    while (bytes.hasRemaining()) {
      pieces.put(bytes.get());
      if (pieces.position() >= 2 && pieces.position() == FrameHeader.length(pieces.get(1))) {
        header = null;
        return pieces.flip();
      }
    }
    return null;
  }

  private void readHeader(ByteBuffer bytes, WirePeer peer) {
    FrameHeader frame = FrameHeader.read(bytes);
    int refusal = frame.refusal(rules.deflate() != null, messageHead != 0);
    if (refusal != 0) {
      fail(refusal, "", peer);
      return;
    }
    if (!frame.isControl()) {
      if (frame.length() > rules.limits().wire() - messageLength) {
        fail(CloseCode.TOO_BIG, "", peer);
        return;
      }
      if (frame.length() == 0 && ++emptyFrames > EMPTY_FRAMES_MAX) {
        fail(CloseCode.POLICY, "too many empty frames", peer);
        return;
      }
      if (messageHead == 0) {
        messageHead = frame.head();
      }
    }
    frameHead = frame.head();
    maskKey = frame.key();
    missing = (int) frame.length();
    if (missing == 0) {
      endFrame(peer);
    }
  }

  private void readPayload(ByteBuffer bytes, WirePeer peer) {
    int count = Math.min(missing, bytes.remaining());
    if (Opcode.isControl(Opcode.of(frameHead))) {
      if (control.length < controlLength + missing) {
        control = new byte[missing];
      }
      bytes.get(control, controlLength, count);
      Mask.apply(control, controlLength, count, maskKey);
      controlLength += count;
    } else {
      makeRoom(count);
      bytes.get(message, messageLength, count);
      Mask.apply(message, messageLength, count, maskKey);
      messageLength += count;
      if (isPlainText(messageHead)) {
        textLength = Utf8.checked(message, textLength, messageLength);
        if (textLength == Utf8.NOT_TEXT) {
          fail(CloseCode.NOT_UTF8, "", peer);
          return;
        }
      }
    }
    maskKey = Mask.after(maskKey, count);
    missing -= count;
    if (missing == 0) {
      endFrame(peer);
    }
  }

  /** Text that can be judged as it comes, because it is not compressed. */
  private static boolean isPlainText(int head) {
    return (head & Opcode.RSV1) == 0 && Opcode.of(head) == Opcode.TEXT;
  }

  private void makeRoom(int count) {
    int needed = messageLength + count;
    if (needed <= message.length) {
      return;
    }
    boolean last = count == missing && (frameHead & Opcode.FIN) != 0;
    int roomy = Math.max(MESSAGE_BYTES_MIN, 2 * message.length);
    int size = last ? needed : Math.max(needed, Math.min(roomy, rules.limits().wire()));
    message = Arrays.copyOf(message, size);
  }

  private void endFrame(WirePeer peer) {
    missing = -1;
    if (Opcode.isControl(Opcode.of(frameHead))) {
      byte[] payload = control;
      control = NOTHING;
      controlLength = 0;
      endControl(payload, peer);
    } else if ((frameHead & Opcode.FIN) != 0) {
      byte[] whole =
          message.length == messageLength ? message : Arrays.copyOf(message, messageLength);
      boolean cut = isPlainText(messageHead) && textLength < messageLength;
      message = NOTHING;
      messageLength = 0;
      textLength = 0;
      emptyFrames = 0;
      if (cut) {
        fail(CloseCode.NOT_UTF8, "", peer);
      } else {
        endMessage(messageHead, whole, peer);
      }
      messageHead = 0;
    }
  }

  private void endControl(byte[] payload, WirePeer peer) {
    switch (Opcode.of(frameHead)) {
      case Opcode.CLOSE -> endConnection(payload, peer);
      case Opcode.PING ->
          peer.reply(FrameWriter.frame(Opcode.FIN | Opcode.PONG, payload, payload.length));
      default -> {
        // a pong: that something came is all that matters
      }
    }
  }

  private void endConnection(byte[] payload, WirePeer peer) {
    int refusal = CloseCode.refusal(payload);
    if (refusal != 0) {
      fail(refusal, "", peer);
      return;
    }
    over = true;
    int echoed = Math.min(2, payload.length);
    peer.ended(leaving ? NOTHING : FrameWriter.frame(Opcode.FIN | Opcode.CLOSE, payload, echoed));
  }

  private void endMessage(int head, byte[] wire, WirePeer peer) {
    byte[] whole = wire;
    Deflate deflate = rules.deflate();
    if (deflate != null && (head & Opcode.RSV1) != 0) {
      try {
        whole = deflate.expand(wire, rules.limits().inflated());
      } catch (DataFormatException garbage) {
        fail(CloseCode.PROTOCOL_ERROR, "", peer);
        return;
      } catch (Deflate.MessageTooBig bomb) {
        fail(CloseCode.TOO_BIG, "too big after decompression", peer);
        return;
      }
      if (Opcode.of(head) == Opcode.TEXT && !Utf8.valid(whole, 0)) {
        fail(CloseCode.NOT_UTF8, "", peer);
        return;
      }
    }
    peer.frame(whole);
  }

  private void fail(int code, String reason, WirePeer peer) {
    over = true;
    message = NOTHING;
    peer.failed(FrameWriter.close(code, reason));
  }
}
