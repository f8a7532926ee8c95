package io.gyre.server.guard;

import io.gyre.server.guard.ShortCut.Call;
import io.gyre.server.guard.ShortCut.Rest;
import io.gyre.server.guard.ShortCut.Visit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends a connection over the short cut while its requests repeat, and notices when it does not
 * pay. Used by the thread that serves the connection, apart from {@link #recall}.
 */
final class Shuttle {
  /** So many requests are alike before the next one is expected to be. */
  private static final int ALIKE_FIRST = 2;

  private static final int ALIKE_MAX = 1024;

  /** A visit that answered fewer was not worth the way. */
  private static final int WORTHWHILE = 8;

  /** A connection whose heads differ so often in a row is not asked again. */
  private static final int DIFFERENT_MAX = 8;

  private static final Rest NOTHING = new Rest(new byte[0], new byte[0], 0);

  private final ShortCut way;
  private final Peer peer;
  private final ShortCut.Patience patience;
  private @Nullable RequestHead head;
  private @Nullable Call call;
  private int alike;
  private int alikeWanted = ALIKE_FIRST;
  private int different;
  private volatile @Nullable Visit visit;

  Shuttle(ShortCut way, Peer peer, Peers peers) {
    this.way = way;
    this.peer = peer;
    this.patience = new PeerPatience(peer, peers);
  }

  /** The first bytes of a request came. */
  void saw(byte[] request) {
    RequestHead known = head;
    if (known != null && known.take(ByteBuffer.wrap(request)) >= 0) {
      alike++;
      different = 0;
      return;
    }
    alike = 0;
    call = null;
    head = null;
    if (different++ < DIFFERENT_MAX) {
      head = RequestHead.of(request).orElse(null);
      call = head == null ? null : way.find(head).orElse(null);
    }
  }

  /** Whether the next request is likely to be like the last ones. */
  boolean expectsMore() {
    return alike >= alikeWanted && call != null;
  }

  /** Goes and comes back: blocks while requests repeat. */
  Rest go() throws IOException {
    RequestHead expected = head;
    Call answering = call;
    if (expected == null || answering == null) {
      return NOTHING;
    }
    peer.channel().configureBlocking(false);
    patience.between();
    Visit begun = way.begin(peer.channel(), expected, answering, patience);
    visit = begun;
    Rest rest;
    try {
      rest = begun.await();
    } finally {
      visit = null;
      alike = 0;
    }
    alikeWanted = rest.answered() < WORTHWHILE ? Math.min(alikeWanted * 2, ALIKE_MAX) : ALIKE_FIRST;
    peer.channel().configureBlocking(true);
    return rest;
  }

  /** Has a connection that is away come back soon. Any thread. */
  void recall() {
    Optional.ofNullable(visit).ifPresent(Visit::recall);
  }

  private record PeerPatience(Peer peer, Peers peers) implements ShortCut.Patience {
    @Override
    public void between() {
      peer.expectUntil(peers.now() + peers.limits().idleTime().toNanos());
    }

    @Override
    public void inBody() {
      peer.expectUntil(peers.now() + peers.limits().requestTime().toNanos());
    }
  }
}
