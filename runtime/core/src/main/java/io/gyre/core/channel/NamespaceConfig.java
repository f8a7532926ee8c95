package io.gyre.core.channel;

import io.gyre.spi.Key;

/** A namespace: its name and the options of its channels. */
public record NamespaceConfig(
    @Key(doc = "Namespace name, ^[-a-zA-Z0-9_.]{2,}$.", fallback = "") String name,
    ChannelOptions options) {}
