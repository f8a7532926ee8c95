/** The assembly: start-up, wiring, plugins and the configuration file. */
@NullMarked
package io.gyre.server;

import org.jspecify.annotations.NullMarked;
