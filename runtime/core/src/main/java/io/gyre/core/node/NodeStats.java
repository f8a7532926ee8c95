package io.gyre.core.node;

/**
 * A node in numbers.
 *
 * @param uid unique, new at every start
 * @param name what users see
 * @param version of the server
 * @param clients connections
 * @param users distinct users among them
 * @param channels with at least one subscriber
 * @param subscriptions in all
 * @param uptimeSeconds since the start
 */
public record NodeStats(
    String uid,
    String name,
    String version,
    int clients,
    int users,
    int channels,
    int subscriptions,
    long uptimeSeconds) {}
