package io.gyre.core.hub;

import io.gyre.core.meter.MessageKind;
import io.gyre.core.recovery.DeltaPatch;
import io.gyre.protocol.NotJsonException;
import io.gyre.protocol.Publication;
import io.gyre.protocol.Push;
import io.gyre.spi.channel.StreamPosition;
import io.gyre.spi.engine.Delivery;
import io.gyre.spi.transport.Encoding;
import io.gyre.spi.transport.Frame;
import org.jspecify.annotations.Nullable;

/**
 * A publication on its way to the subscribers of its channel.
 *
 * <p>Frames and the delta are made on first need and kept; racing shards make equal ones.
 */
public final class Broadcast implements Message {
  private static final int FORMS = Form.values().length;
  private static final byte[] NO_PATCH = new byte[0];
  private static final System.Logger TRACE = System.getLogger("gyre.trace");

  private final Delivery delivery;
  private final boolean traced = TRACE.isLoggable(System.Logger.Level.TRACE);
  private @Nullable Frame json;
  private @Nullable Frame protobuf;
  private @Nullable Encoded rare;
  private byte @Nullable [] patch;

  /** How a subscriber wants the data. */
  public enum Form {
    /** As published. */
    PLAIN(0),
    /** Whole, to a subscriber that negotiated deltas. */
    WHOLE(1),
    /** As a delta to the publication before. */
    DELTA(2);

    private final int slot;

    Form(int slot) {
      this.slot = slot;
    }
  }

  /** Broadcasts what a broker delivered. */
  public Broadcast(Delivery delivery) {
    this.delivery = delivery;
  }

  /** The publication. */
  public io.gyre.spi.channel.Publication publication() {
    return delivery.publication();
  }

  /** Whether the log shows what becomes of it; asked once, however many receive it. */
  public boolean traced() {
    return traced;
  }

  /** The publication's place in its stream. */
  public StreamPosition position() {
    return delivery.position();
  }

  /**
   * The offset a subscriber must have seen last to make use of {@link Form#DELTA}, or -1 if there
   * is no delta, or none smaller than the data.
   */
  public long deltaBase() {
    var previous = delivery.previous();
    return delivery.delta() && previous != null && patch(previous).length > 0
        ? previous.offset()
        : -1;
  }

  private byte[] patch(io.gyre.spi.channel.Publication previous) {
    byte[] known = patch;
    if (known == null) {
      known = DeltaPatch.between(previous.data(), publication().data()).orElse(NO_PATCH);
      patch = known;
    }
    return known;
  }

  /** The push for one way of encoding, or {@link Message#UNENCODABLE}. */
  public Frame frame(Encoding encoding, boolean unidirectional, Form form) {
    if (unidirectional || form != Form.PLAIN) {
      return rare(encoding, unidirectional, form);
    }
    Frame known = encoding == Encoding.JSON ? json : protobuf;
    if (known == null) {
      known = encode(encoding, false, form);
      if (encoding == Encoding.JSON) {
        json = known;
      } else {
        protobuf = known;
      }
    }
    return known;
  }

  private Frame rare(Encoding encoding, boolean unidirectional, Form form) {
    int index = Wire.slot(encoding, unidirectional) * FORMS + form.slot;
    for (Encoded known = rare; known != null; known = known.next) {
      if (known.index == index) {
        return known.frame;
      }
    }
    Encoded made = new Encoded(index, encode(encoding, unidirectional, form), rare);
    rare = made;
    return made.frame;
  }

  /** A frame of those that have no field of their own; rarely more than two. */
  private record Encoded(int index, Frame frame, @Nullable Encoded next) {}

  private Frame encode(Encoding encoding, boolean unidirectional, Form form) {
    try {
      boolean asPublished = form == Form.WHOLE && encoding == Encoding.PROTOBUF;
      Push push = push(asPublished ? Form.PLAIN : form);
      return new Frame(Wire.encoder(encoding).draft(channel(), push, unidirectional));
    } catch (NotJsonException e) {
      return UNENCODABLE;
    }
  }

  /** The push before it is encoded. */
  public Publication push(Form form) {
    return switch (form) {
      case PLAIN -> Wire.publication(publication(), position().epoch());
      case WHOLE -> Wire.deltaPublication(publication(), publication().data(), false);
      case DELTA -> {
        var previous = delivery.previous();
        byte[] bytes = previous == null ? NO_PATCH : patch(previous);
        yield Wire.deltaPublication(publication(), bytes, true);
      }
    };
  }

  @Override
  public MessageKind kind() {
    return MessageKind.PUBLICATION;
  }

  @Override
  public String channel() {
    return delivery.channel();
  }

  @Override
  public int size() {
    return publication().data().length + 256;
  }

  @Override
  public void deliverTo(Subscriber subscriber) {
    subscriber.onBroadcast(this);
  }
}
