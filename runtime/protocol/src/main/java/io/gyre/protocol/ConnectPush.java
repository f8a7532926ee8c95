package io.gyre.protocol;

/** Opens a unidirectional session: what a connect reply says, as a push. */
public record ConnectPush(ConnectResult result) implements Push {}
