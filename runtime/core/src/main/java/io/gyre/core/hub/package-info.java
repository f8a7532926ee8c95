/** Shards and what they own: who is subscribed to what, and how a broadcast reaches them. */
@NullMarked
package io.gyre.core.hub;

import org.jspecify.annotations.NullMarked;
