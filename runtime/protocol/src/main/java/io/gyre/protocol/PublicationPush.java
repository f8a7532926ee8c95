package io.gyre.protocol;

/** A publication reaches a subscriber. */
public record PublicationPush(Publication publication) implements Push {}
