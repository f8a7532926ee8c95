package io.gyre.spi.auth;

import io.gyre.spi.channel.SubscribeOptions;

/**
 * What a subscription token grants.
 *
 * @param user must equal the user of the connection
 * @param client if not empty, must equal the id of the connection (deprecated in the protocol)
 * @param channel must equal the channel subscribed to
 * @param options of the subscription
 */
public record SubscribeClaims(
    String user, String client, String channel, SubscribeOptions options) {}
