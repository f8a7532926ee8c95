/** Values that travel through channels: publications, positions in a stream, presence. */
@NullMarked
package io.gyre.spi.channel;

import org.jspecify.annotations.NullMarked;
