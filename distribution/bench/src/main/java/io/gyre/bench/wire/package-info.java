/** Measures the built server over sockets: plain, compressed and encrypted ones in the same run. */
@NullMarked
package io.gyre.bench.wire;

import org.jspecify.annotations.NullMarked;
