package io.gyre.protocol;

/** The broker accepted the publication. */
public record PublishResult() implements Result {}
