package io.gyre.server.sockets;

import java.nio.ByteBuffer;

/** What all encrypted connections of a shard share, because only one at a time needs it. */
final class TlsBuffers {
  /** Two of the largest records; what they decrypt to fits into the shard's read buffer. */
  private static final int INCOMING_BYTES = 2 * 17 * 1024;

  private static final int OUTGOING_BYTES = 64 * 1024;

  private final ByteBuffer incoming = ByteBuffer.allocateDirect(INCOMING_BYTES);
  private final ByteBuffer outgoing = ByteBuffer.allocateDirect(OUTGOING_BYTES);

  ByteBuffer incoming() {
    return incoming;
  }

  ByteBuffer outgoing() {
    return outgoing;
  }
}
