/** How components say no to a client: an error reply, or the end of the connection. */
@NullMarked
package io.gyre.spi.error;

import org.jspecify.annotations.NullMarked;
