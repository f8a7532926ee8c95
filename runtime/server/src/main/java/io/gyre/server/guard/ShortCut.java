package io.gyre.server.guard;

import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * A way around the HTTP server for requests that differ in nothing but their bodies from those
 * before them on the same connection. What the server has read and answered once need not be parsed
 * again, nor be given a thread. Thread-safe.
 */
public interface ShortCut {

  /** What answers the bodies of such requests, by the bytes of a JSON document. */
  interface Call {
    /**
     * Answers at once; never blocks.
     *
     * @return nothing if this body has to go the usual way; it had no effect then
     */
    Optional<byte[]> answer(byte[] body);
  }

  /** How long the peer may be waited for. */
  interface Patience {
    /** A request was answered, another may come. */
    void between();

    /** A head came without all of its body. */
    void inBody();
  }

  /** A stay of a socket away from its server. */
  interface Visit {
    /**
     * Waits until the visit ends; an interrupt ends it. Called by the thread that has to do with
     * the socket otherwise.
     */
    Rest await();

    /** Ends the visit soon. Any thread. */
    void recall();
  }

  /**
   * What a visit left to do.
   *
   * @param unwritten of responses
   * @param unread of requests; none if nothing came or the stream is at its end
   * @param answered how many requests were answered
   */
  record Rest(byte[] unwritten, byte[] unread, int answered) {}

  /** What answers requests with this head; nothing if they have to go the usual way. */
  Optional<Call> find(RequestHead head);

  /** Begins a visit: from now on only it reads and writes, until it ends. */
  Visit begin(SocketChannel channel, RequestHead head, Call call, Patience patience);
}
