/** The node: the facade of the core, and what it says to its peers. */
@NullMarked
package io.gyre.core.node;

import org.jspecify.annotations.NullMarked;
