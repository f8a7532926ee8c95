package io.gyre.core.channel;

import java.util.List;

/**
 * A filter as a client wrote it, not yet checked.
 *
 * @param op empty for a comparison, or {@code and}, {@code or}, {@code not}
 * @param key the tag a comparison looks at
 * @param cmp how it compares
 * @param val what it compares with
 * @param vals what {@code in} and {@code nin} compare with
 * @param nodes the operands of {@code and}, {@code or}, {@code not}
 */
public record FilterNode(
    String op, String key, String cmp, String val, List<String> vals, List<FilterNode> nodes) {
  public FilterNode {
    vals = List.copyOf(vals);
    nodes = List.copyOf(nodes);
  }
}
