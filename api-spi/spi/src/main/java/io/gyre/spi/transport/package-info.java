/** How connections of any wire enter the server, and how bytes leave it. */
@NullMarked
package io.gyre.spi.transport;

import org.jspecify.annotations.NullMarked;
