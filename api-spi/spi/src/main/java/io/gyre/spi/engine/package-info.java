/** What carries publications between nodes, keeps history and knows who is present. */
@NullMarked
package io.gyre.spi.engine;

import org.jspecify.annotations.NullMarked;
