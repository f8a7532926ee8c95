package io.gyre.spi.proxy;

import io.gyre.spi.channel.SubscribeOptions;

/** The client may subscribe. */
public record SubscribeReply(SubscribeOptions options) {}
