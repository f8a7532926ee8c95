/** One client's session: its commands, their handlers, and what waits to be sent. */
@NullMarked
package io.gyre.core.session;

import org.jspecify.annotations.NullMarked;
