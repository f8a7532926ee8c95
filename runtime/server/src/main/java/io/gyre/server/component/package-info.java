/** Components made from providers as the configuration asks, with what the server lends them. */
@NullMarked
package io.gyre.server.component;

import org.jspecify.annotations.NullMarked;
