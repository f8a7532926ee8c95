package io.gyre.protocol;

import java.util.List;

/** Items a shared poll subscription wants followed, signed by the application. */
public record TrackBatch(String signature, List<KeyedItem> items) {}
