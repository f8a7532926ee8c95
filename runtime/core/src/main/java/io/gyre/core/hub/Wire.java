package io.gyre.core.hub;

import io.gyre.protocol.ClientInfo;
import io.gyre.protocol.Decoder;
import io.gyre.protocol.Encoder;
import io.gyre.protocol.JsonDecoder;
import io.gyre.protocol.JsonEncoder;
import io.gyre.protocol.ProtobufDecoder;
import io.gyre.protocol.ProtobufEncoder;
import io.gyre.protocol.Publication;
import io.gyre.spi.transport.Encoding;
import org.jspecify.annotations.Nullable;

/** Turns values of the SPI into those of the client protocol. */
public final class Wire {
  private Wire() {}

  /** Numbers the ways to encode a push, from 0 to 3. */
  static int slot(Encoding encoding, boolean unidirectional) {
    return switch (encoding) {
          case JSON -> 0;
          case PROTOBUF -> 2;
        }
        + (unidirectional ? 1 : 0);
  }

  /** The encoder for an encoding. */
  public static Encoder encoder(Encoding encoding) {
    return switch (encoding) {
      case JSON -> JsonEncoder.INSTANCE;
      case PROTOBUF -> ProtobufEncoder.INSTANCE;
    };
  }

  /** The decoder for an encoding. */
  public static Decoder decoder(Encoding encoding) {
    return switch (encoding) {
      case JSON -> JsonDecoder.INSTANCE;
      case PROTOBUF -> ProtobufDecoder.INSTANCE;
    };
  }

  /** A client's description as other clients see it. */
  public static ClientInfo info(io.gyre.spi.channel.ClientInfo info) {
    return new ClientInfo(info.user(), info.client(), info.connInfo(), info.chanInfo());
  }

  private static @Nullable ClientInfo infoOrNone(io.gyre.spi.channel.@Nullable ClientInfo info) {
    return info == null ? null : info(info);
  }

  /**
   * A publication as clients see it. The first of a stream carries the stream's epoch, which a
   * client that subscribed before the stream began cannot know.
   */
  public static Publication publication(io.gyre.spi.channel.Publication publication, String epoch) {
    return new Publication(
        publication.data(),
        infoOrNone(publication.info()),
        publication.offset(),
        publication.tags(),
        false,
        publication.offset() == 1 ? epoch : "",
        publication.version(),
        false,
        Publication.Entry.NONE);
  }

  /** A publication that no other goes before, for a subscriber that negotiated deltas. */
  public static Publication wholePublication(
      io.gyre.spi.channel.Publication publication, String epoch, Encoding encoding) {
    return switch (encoding) {
      case JSON -> deltaPublication(publication, publication.data(), false);
      case PROTOBUF -> publication(publication, epoch);
    };
  }

  /**
   * A publication that follows another to a subscriber that negotiated deltas: JSON clients get the
   * data as text in a string, be it whole or a patch.
   */
  public static Publication deltaPublication(
      io.gyre.spi.channel.Publication publication, byte[] data, boolean patch) {
    return new Publication(
        data,
        infoOrNone(publication.info()),
        publication.offset(),
        publication.tags(),
        patch,
        "",
        0,
        true,
        Publication.Entry.NONE);
  }
}
