package io.gyre.core.hub;

import io.gyre.core.recovery.DeltaPatch;
import io.gyre.protocol.NotJsonException;
import io.gyre.protocol.Publication;
import io.gyre.protocol.PublicationPush;
import io.gyre.spi.channel.StreamPosition;
import io.gyre.spi.engine.Delivery;
import io.gyre.spi.transport.Encoding;
import io.gyre.spi.transport.Frame;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A publication on its way to the subscribers of its channel.
 *
 * <p>Frames and the delta are made on first need and kept; racing shards make equal ones.
 */
public final class Broadcast implements Message {
  private static final int FORMS = Form.values().length;

  private final Delivery delivery;
  private final @Nullable Frame[] frames = new Frame[4 * FORMS];
  private @Nullable Optional<byte[]> patch;

  /** How a subscriber wants the data. */
  public enum Form {
    /** As published. */
    PLAIN,
    /** Whole, to a subscriber that negotiated deltas. */
    WHOLE,
    /** As a delta to the publication before. */
    DELTA
  }

  /** Broadcasts what a broker delivered. */
  public Broadcast(Delivery delivery) {
    this.delivery = delivery;
  }

  /** The publication. */
  public io.gyre.spi.channel.Publication publication() {
    return delivery.publication();
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
    return delivery.delta() && previous != null && patch(previous).isPresent()
        ? previous.offset()
        : -1;
  }

  private Optional<byte[]> patch(io.gyre.spi.channel.Publication previous) {
    Optional<byte[]> known = patch;
    if (known == null) {
      known = DeltaPatch.between(previous.data(), publication().data());
      patch = known;
    }
    return known;
  }

  /** The push for one way of encoding, or {@link Message#UNENCODABLE}. */
  public Frame frame(Encoding encoding, boolean unidirectional, Form form) {
    int index = (encoding.ordinal() * 2 + (unidirectional ? 1 : 0)) * FORMS + form.ordinal();
    Frame known = frames[index];
    if (known == null) {
      known = encode(encoding, unidirectional, form);
      frames[index] = known;
    }
    return known;
  }

  private Frame encode(Encoding encoding, boolean unidirectional, Form form) {
    var encoder = Wire.encoder(encoding);
    var push = new PublicationPush(wire(form));
    try {
      return new Frame(
          unidirectional
              ? encoder.barePush(delivery.channel(), push)
              : encoder.push(delivery.channel(), push));
    } catch (NotJsonException e) {
      return UNENCODABLE;
    }
  }

  private Publication wire(Form form) {
    return switch (form) {
      case PLAIN -> Wire.publication(publication(), position().epoch());
      case WHOLE -> Wire.deltaPublication(publication(), publication().data(), false);
      case DELTA -> {
        var previous = delivery.previous();
        var bytes = previous == null ? Optional.<byte[]>empty() : patch(previous);
        yield Wire.deltaPublication(publication(), bytes.orElseThrow(), true);
      }
    };
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
