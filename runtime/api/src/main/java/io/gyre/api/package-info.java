/** The server API: commands, the service that runs them, and its front doors. */
@NullMarked
package io.gyre.api;

import org.jspecify.annotations.NullMarked;
