package io.gyre.protocol;

/** The version of an item that a client already has; version is unsigned. */
public record KeyedItem(String key, long version) {}
