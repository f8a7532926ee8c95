package io.gyre.protocol;

import java.util.Map;

/** Who is in the channel, by client id. */
public record PresenceResult(Map<String, ClientInfo> presence) implements Result {}
