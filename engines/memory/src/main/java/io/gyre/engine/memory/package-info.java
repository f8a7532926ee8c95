/** The engine of a single node: history streams and presence in memory, nothing shared. */
@NullMarked
package io.gyre.engine.memory;

import org.jspecify.annotations.NullMarked;
