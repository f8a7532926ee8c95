/** Shards, and who is subscribed to what on each of them. */
@NullMarked
package io.gyre.core.hub;

import org.jspecify.annotations.NullMarked;
