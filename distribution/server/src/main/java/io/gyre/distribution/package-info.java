/** What the distribution itself runs: the rehearsal that fills the start-up cache. */
@NullMarked
package io.gyre.distribution;

import org.jspecify.annotations.NullMarked;
