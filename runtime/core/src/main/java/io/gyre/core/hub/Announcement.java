package io.gyre.core.hub;

import io.gyre.core.meter.FrameType;
import io.gyre.core.meter.MessageKind;
import io.gyre.protocol.JoinPush;
import io.gyre.protocol.LeavePush;
import io.gyre.protocol.NotJsonException;
import io.gyre.protocol.Push;
import io.gyre.spi.channel.Membership;
import io.gyre.spi.transport.Encoding;
import io.gyre.spi.transport.Frame;
import org.jspecify.annotations.Nullable;

/** A join or leave on its way to the subscribers that want to know. */
public final class Announcement implements Message {
  private final String channel;
  private final Membership membership;
  private final @Nullable Frame[] frames = new Frame[4];

  /** Announces in a channel. */
  public Announcement(String channel, Membership membership) {
    this.channel = channel;
    this.membership = membership;
  }

  /** What it counts as. */
  public FrameType type() {
    return switch (membership.change()) {
      case JOIN -> FrameType.PUSH_JOIN;
      case LEAVE -> FrameType.PUSH_LEAVE;
    };
  }

  /** The push for one way of encoding, or {@link Message#UNENCODABLE}. */
  public Frame frame(Encoding encoding, boolean unidirectional) {
    int index = Wire.slot(encoding, unidirectional);
    Frame known = frames[index];
    if (known == null) {
      known = encode(encoding, unidirectional);
      frames[index] = known;
    }
    return known;
  }

  /** The push before it is encoded. */
  public Push push() {
    var info = Wire.info(membership.client());
    return switch (membership.change()) {
      case JOIN -> new JoinPush(info);
      case LEAVE -> new LeavePush(info);
    };
  }

  private Frame encode(Encoding encoding, boolean unidirectional) {
    try {
      return new Frame(Wire.encoder(encoding).draft(channel, push(), unidirectional));
    } catch (NotJsonException e) {
      return UNENCODABLE;
    }
  }

  @Override
  public MessageKind kind() {
    return switch (membership.change()) {
      case JOIN -> MessageKind.JOIN;
      case LEAVE -> MessageKind.LEAVE;
    };
  }

  @Override
  public String channel() {
    return channel;
  }

  @Override
  public int size() {
    return 256;
  }

  @Override
  public void deliverTo(Subscriber subscriber) {
    subscriber.onAnnouncement(this);
  }
}
