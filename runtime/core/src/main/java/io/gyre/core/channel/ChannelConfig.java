package io.gyre.core.channel;

import io.gyre.spi.Key;
import java.time.Duration;
import java.util.List;

/** Channel name rules, namespaces and what all channels share ({@code channel}). */
public record ChannelConfig(
    @Key(doc = "Options for channels lacking a namespace.") ChannelOptions withoutNamespace,
    @Key(doc = "List of namespaces.", fallback = "") List<NamespaceConfig> namespaces,
    @Key(doc = "Default lifetime of stream epoch/offset metadata.", fallback = "720h")
        Duration historyMetaTtl,
    @Key(doc = "Default payload check: empty, json, json_object or binary.", fallback = "")
        String publicationDataFormat,
    @Key(doc = "Max channel name length in bytes.", fallback = "255") int maxLength,
    @Key(doc = "Names starting with this always need a subscription token.", fallback = "$")
        String privatePrefix,
    @Key(doc = "Splits namespace from the rest.", fallback = ":") String namespaceBoundary,
    @Key(doc = "Marks the start of the allowed-user list.", fallback = "#") String userBoundary,
    @Key(doc = "Splits user ids in that list.", fallback = ",") String userSeparator) {}
