package io.gyre.server.sockets;

import java.nio.ByteBuffer;

/** One socket that a shard's loop serves. All on the shard's thread. */
interface LoopMember {

  /** There are bytes to read, into a buffer that all sockets of the shard share. */
  void readReady(ByteBuffer buffer);

  /** The socket takes bytes again. */
  void writeReady();

  /** The turn ends: writes what waits, by way of a buffer that all sockets of the shard share. */
  void flush(ByteBuffer buffer);

  /** It is over, because of a failure or because the loop ends. */
  void lose();
}
