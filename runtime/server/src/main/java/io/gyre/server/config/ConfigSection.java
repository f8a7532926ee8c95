package io.gyre.server.config;

/**
 * A block that belongs to a provider.
 *
 * @param path where it stands, such as {@code engine.redis} or {@code consumers[].kafka}
 * @param type the provider's configuration record
 */
public record ConfigSection(String path, Class<? extends Record> type) {}
