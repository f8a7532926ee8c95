/**
 * The input and output half of a shard: sockets taken over from the HTTP server, and the loop that
 * serves them.
 */
@NullMarked
package io.gyre.server.sockets;

import org.jspecify.annotations.NullMarked;
