/** Feeding the server from queues and logs. */
@NullMarked
package io.gyre.spi.consumer;

import org.jspecify.annotations.NullMarked;
