/** Streams over gRPC, for clients that only listen. */
@NullMarked
package io.gyre.transport.grpc;

import org.jspecify.annotations.NullMarked;
