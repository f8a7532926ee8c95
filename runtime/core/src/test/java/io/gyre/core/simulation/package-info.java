/** A whole node in one thread, driven by a seed: hub, sessions and broker interleaved at will. */
@NullMarked
package io.gyre.core.simulation;

import org.jspecify.annotations.NullMarked;
