/** Benchmarks of what is done for each message: delivery, codecs, API commands and tokens. */
@NullMarked
package io.gyre.bench;

import org.jspecify.annotations.NullMarked;
