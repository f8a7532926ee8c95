/** The engine of a single node: history and presence in memory. */
@NullMarked
package io.gyre.engine.memory;

import org.jspecify.annotations.NullMarked;
