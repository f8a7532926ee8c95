/** What a client missed: recovery, position checks and deltas. */
@NullMarked
package io.gyre.core.recovery;

import org.jspecify.annotations.NullMarked;
