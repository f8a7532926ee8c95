package io.gyre.protocol;

import java.util.List;

/** Publications and the top position of the stream; offset is unsigned. */
public record HistoryResult(List<Publication> publications, String epoch, long offset)
    implements Result {}
