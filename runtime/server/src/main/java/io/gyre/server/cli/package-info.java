/** The command line. */
@NullMarked
package io.gyre.server.cli;

import org.jspecify.annotations.NullMarked;
