/** What stands between the network and the HTTP server: bounds of time, size and form. */
@NullMarked
package io.gyre.server.guard;

import org.jspecify.annotations.NullMarked;
