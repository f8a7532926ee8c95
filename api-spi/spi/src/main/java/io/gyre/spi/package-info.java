/**
 * The one shape every door of the server shares: provider, context, service, configuration key,
 * meters.
 */
@NullMarked
package io.gyre.spi;

import org.jspecify.annotations.NullMarked;
