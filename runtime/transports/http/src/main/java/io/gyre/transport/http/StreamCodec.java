package io.gyre.transport.http;

import io.gyre.spi.error.Disconnect;
import io.gyre.spi.transport.Framing;
import io.gyre.spi.web.Chunks;
import io.gyre.spi.web.ResponseHead;
import io.gyre.spi.web.WireCodec;
import io.gyre.spi.web.WirePeer;
import io.gyre.transport.http.ConnectResponses.Answer;
import io.helidon.http.Status;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a response that streams, on an HTTP/1.1 connection that serves no other request. What the
 * peer sends behind its request is read and forgotten, up to a bound.
 */
final class StreamCodec implements WireCodec {
  private static final int IGNORED_BYTES_MAX = 64 * 1024;

  private final StreamKind kind;
  private final Framing framing;
  private final ConnectAnswers answers;
  private byte[] request;
  private @Nullable ResponseHead head;
  private int ignoredBytes;

  /**
   * Makes the codec of a connection.
   *
   * @param framing of the messages, see {@link StreamKind#chunks}
   * @param head of the response
   * @param request to connect
   */
  StreamCodec(
      StreamKind kind, Framing framing, ConnectAnswers answers, ResponseHead head, byte[] request) {
    this.kind = kind;
    this.framing = framing;
    this.answers = answers;
    this.head = head;
    this.request = request;
  }

  @Override
  public Framing framing() {
    return framing;
  }

  @Override
  public byte[] greeting() {
    ResponseHead only = head;
    head = null;
    return only == null ? NOTHING : kind.beginning(only);
  }

  @Override
  public byte[] refusal(int code, String reason) {
    ResponseHead only = head;
    if (only == null || !answers.wanted()) {
      return NOTHING;
    }
    head = null;
    Answer answer = answers.to(code, reason);
    return only.answer(Status.create(answer.statusCode()), answer.body());
  }

  @Override
  public void opened(WirePeer peer) {
    if (!answers.wanted()) {
      peer.greet();
    }
    byte[] first = request;
    request = NOTHING;
    peer.frame(first);
  }

  @Override
  public void received(ByteBuffer bytes, WirePeer peer) {
    ignoredBytes += bytes.remaining();
    bytes.position(bytes.limit());
    if (ignoredBytes > IGNORED_BYTES_MAX) {
      peer.ended(Chunks.last());
    }
  }

  @Override
  public byte[] farewell(Disconnect disconnect) {
    return Chunks.last();
  }
}
