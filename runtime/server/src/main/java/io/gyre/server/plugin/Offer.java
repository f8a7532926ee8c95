package io.gyre.server.plugin;

import io.gyre.spi.Provider;

/**
 * A provider, ready to be chosen.
 *
 * @param type the word that chooses it
 * @param provider the provider itself
 * @param origin where it came from: {@code built-in}, or the jar of its plugin
 * @param inPlugin runs code with the class loader of its plugin
 */
public record Offer<P extends Provider<?, ?, ?>>(
    String type, P provider, String origin, InPlugin inPlugin) {}
