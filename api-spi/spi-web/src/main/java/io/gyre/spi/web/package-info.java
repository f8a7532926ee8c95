/** Transports that live on the shared HTTP port: where they mount and how they reach the shards. */
@NullMarked
package io.gyre.spi.web;

import org.jspecify.annotations.NullMarked;
