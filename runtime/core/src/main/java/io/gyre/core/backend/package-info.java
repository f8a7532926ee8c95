/** Calls to the application behind Gyre, with their limits and meters. */
@NullMarked
package io.gyre.core.backend;

import org.jspecify.annotations.NullMarked;
