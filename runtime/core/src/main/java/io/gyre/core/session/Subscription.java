package io.gyre.core.session;

import io.gyre.core.channel.TagsFilter;
import io.gyre.core.hub.Announcement;
import io.gyre.core.hub.Broadcast;
import io.gyre.core.hub.Message;
import io.gyre.core.hub.Subscriber;
import io.gyre.core.meter.FrameType;
import io.gyre.core.recovery.PositionCheck;
import io.gyre.spi.channel.ClientInfo;
import io.gyre.spi.channel.StreamPosition;
import io.gyre.spi.transport.Frame;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One subscription of a session. While it catches up, what arrives waits in a bounded buffer; then
 * it is live and passes publications on, each once and in order. Belongs to its shard's thread.
 */
final class Subscription extends Subscriber {
  private static final int BUFFER_MAX = 4096;

  private final ClientSession session;
  private final Grant grant;
  private @Nullable ArrayDeque<Broadcast> buffer;
  private boolean overflowed;
  private boolean live;
  private StreamPosition position = StreamPosition.NONE;
  private long deltaOffset = -1;
  private long expireAtSeconds;
  private byte[] info;
  private @Nullable ClientInfo client;
  private StreamPosition topSeen = StreamPosition.NONE;
  private long checkedNanos;

  Subscription(ClientSession session, Grant grant) {
    this.session = session;
    this.grant = grant;
    this.info = grant.options().info();
    this.expireAtSeconds = grant.expireAtSeconds();
    if (grant.needsStream()) {
      buffer = new ArrayDeque<>(2);
    }
  }

  /** What was granted when it began. */
  Grant grant() {
    return grant;
  }

  String channel() {
    return grant.channel();
  }

  byte[] info() {
    return info;
  }

  void info(byte[] changed) {
    this.info = changed;
  }

  /** The client as others see it in the channel: one object while nothing changes, if kept. */
  @SuppressWarnings("ReferenceEquality") // what is known of a client changes with the array
  ClientInfo client() {
    ClientInfo now = session.describe(info);
    ClientInfo known = client;
    if (known != null && known.connInfo() == now.connInfo() && known.chanInfo() == info) {
      return known; // as the presence has it already
    }
    client = grant.presence() ? now : null;
    return now;
  }

  /** When it expires, in seconds since 1970; 0 for never. */
  long expireAtSeconds() {
    return expireAtSeconds;
  }

  void expireAtSeconds(long changed) {
    this.expireAtSeconds = changed;
  }

  boolean isLive() {
    return live;
  }

  /** Whether more arrived while catching up than the buffer holds; forgets it all then. */
  boolean takeOverflow() {
    boolean had = overflowed;
    overflowed = false;
    return had;
  }

  /** Goes live at a position: what is buffered behind it follows, what is before it is dropped. */
  void goLive(StreamPosition from, long lastWholeOffset) {
    live = true;
    position = from;
    deltaOffset = grant.delta() ? lastWholeOffset : -1;
    checkedNanos = session.nanoTime();
    ArrayDeque<Broadcast> waiting = buffer;
    buffer = null;
    if (waiting != null) {
      waiting.forEach(this::accept);
    }
  }

  @Override
  public void onBroadcast(Broadcast broadcast) {
    if (live) {
      accept(broadcast);
    } else if (buffer != null && !overflowed) {
      buffer.add(broadcast);
      if (buffer.size() > BUFFER_MAX) {
        overflowed = true;
        buffer.clear();
      }
    }
    // Not live and no buffer: without history a subscription begins with its reply.
  }

  private void accept(Broadcast broadcast) {
    if (!live) {
      return; // an earlier one of the same buffer ended the subscription
    }
    if (grant.positioned() && !advance(broadcast)) {
      return;
    }
    TagsFilter filter = grant.filter();
    if (filter != null && !filter.matches(broadcast.publication().tags())) {
      session.home().meters().filtered(1);
      return;
    }
    Broadcast.Form form = form(broadcast);
    if (broadcast.traced()) {
      Trace.push(session.clientId(), channel(), broadcast.push(form));
    }
    session.deliver(session.outbox().frame(broadcast, form), FrameType.PUSH_PUBLICATION);
  }

  /** Moves the position; false if the publication is known already or something is missing. */
  private boolean advance(Broadcast broadcast) {
    switch (PositionCheck.step(position, broadcast.position())) {
      case SEEN -> {
        return false;
      }
      case GAP -> {
        live = false;
        session.onInsufficientState(this);
        return false;
      }
      case NEXT -> position = PositionCheck.moved(position, broadcast.position());
      case UNNUMBERED -> {}
    }
    checkedNanos = session.nanoTime();
    return true;
  }

  private Broadcast.Form form(Broadcast broadcast) {
    if (!grant.delta()) {
      return Broadcast.Form.PLAIN;
    }
    if (!grant.positioned()) {
      return Broadcast.Form.WHOLE; // who is not told of a gap may not have what a delta builds on
    }
    boolean patch = deltaOffset >= 0 && broadcast.deltaBase() == deltaOffset;
    deltaOffset = broadcast.position().offset() == 0 ? -1 : broadcast.position().offset();
    return patch ? Broadcast.Form.DELTA : Broadcast.Form.WHOLE;
  }

  @Override
  public void onAnnouncement(Announcement announcement) {
    if (live && grant.receivesMembership()) {
      Frame frame = session.outbox().frame(announcement);
      if (frame != Message.UNENCODABLE) {
        if (Trace.on()) {
          Trace.push(session.clientId(), channel(), announcement.push());
        }
        session.deliver(frame, announcement.type());
      }
    }
  }

  /** Ends it: whatever still arrives is dropped. */
  void end() {
    live = false;
    buffer = null;
  }

  /** Whether the position has not been confirmed for a while, by a publication or a check. */
  boolean needsCheck(long nowNanos, long delayNanos) {
    return live && grant.positioned() && nowNanos - checkedNanos >= delayNanos;
  }

  /**
   * Compares the position with the stream's top, as the broker said it. What is on its way gets
   * until the next check to arrive.
   *
   * @return false if something is missing
   */
  boolean confirm(StreamPosition top) {
    boolean reached = PositionCheck.isUpToDate(position, topSeen);
    topSeen = top;
    if (PositionCheck.isUpToDate(position, top)) {
      checkedNanos = session.nanoTime();
    }
    return reached && (position.epoch().isEmpty() || position.epoch().equals(top.epoch()));
  }
}
