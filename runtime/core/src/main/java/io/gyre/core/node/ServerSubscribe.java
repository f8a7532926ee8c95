package io.gyre.core.node;

import io.gyre.spi.channel.StreamPosition;
import io.gyre.spi.channel.SubscribeOptions;
import org.jspecify.annotations.Nullable;

/**
 * How the back end subscribes a connection.
 *
 * @param options what comes with the subscription
 * @param recoverSince send what was published after this position, or null
 */
public record ServerSubscribe(SubscribeOptions options, @Nullable StreamPosition recoverSince) {}
