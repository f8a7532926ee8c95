package io.gyre.spi.engine;

import io.gyre.spi.channel.Publication;
import io.gyre.spi.channel.StreamPosition;
import org.jspecify.annotations.Nullable;

/**
 * A publication arriving at this node.
 *
 * @param channel where it was published
 * @param publication with its offset and time
 * @param position of the publication; {@link StreamPosition#NONE} where no history is kept
 * @param delta whether the publisher asked for deltas
 * @param previous the publication before it in the stream, if a delta was asked for and there is
 *     one
 */
public record Delivery(
    String channel,
    Publication publication,
    StreamPosition position,
    boolean delta,
    @Nullable Publication previous) {}
