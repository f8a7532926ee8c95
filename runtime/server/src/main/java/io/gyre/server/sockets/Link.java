package io.gyre.server.sockets;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The bytes below a {@link SocketConnection}, never blocking. Called on the shard's thread only.
 * When it has become readable or writable it tells the loop, if that was asked for.
 */
interface Link {

  /** Reads what is there; -1 at the end of the stream. */
  int read(ByteBuffer buffer) throws IOException;

  /** Writes what was held back, then what the peer takes now of the buffer; may be nothing. */
  int write(ByteBuffer buffer) throws IOException;

  /** Bytes that were taken by {@link #write} and are not with the peer's system yet. */
  int heldBack();

  /** Says what the loop wants to hear of. */
  void interest(boolean reads, boolean writes);

  /** Tells the peer that no more bytes follow; reading goes on. */
  void endOutput() throws IOException;

  /** Ends it both ways. Later calls do nothing. */
  void close();
}
