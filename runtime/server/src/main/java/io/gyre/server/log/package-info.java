/** What the server says: one line an event, written by a thread of its own. */
@NullMarked
package io.gyre.server.log;

import org.jspecify.annotations.NullMarked;
