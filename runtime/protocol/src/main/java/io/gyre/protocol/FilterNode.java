package io.gyre.protocol;

import java.util.List;

/**
 * A node of a tags filter: either a comparison of the tag key with val or vals, or op over nodes.
 * Decoders bound depth and number of nodes.
 */
public record FilterNode(
    String op, String key, String cmp, String val, List<String> vals, List<FilterNode> nodes) {}
