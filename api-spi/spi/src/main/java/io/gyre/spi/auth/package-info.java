/** Turning tokens into what they grant. */
@NullMarked
package io.gyre.spi.auth;

import org.jspecify.annotations.NullMarked;
