/** Asking the application what to do with an event of a client. */
@NullMarked
package io.gyre.spi.proxy;

import org.jspecify.annotations.NullMarked;
