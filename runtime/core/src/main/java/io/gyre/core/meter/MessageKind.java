package io.gyre.core.meter;

/** What travels between nodes and through engines, as the metrics name it. */
public enum MessageKind {
  /** A publication. */
  PUBLICATION("publication"),
  /** Somebody came to a channel. */
  JOIN("join"),
  /** Somebody left a channel. */
  LEAVE("leave"),
  /** A message from node to node. */
  CONTROL("control");

  private static final int COUNT = values().length;

  private final String label;

  MessageKind(String label) {
    this.label = label;
  }

  /** The word in the metrics. */
  public String label() {
    return label;
  }

  /** Its place in arrays that hold something for each kind. */
  int index() {
    return ordinal();
  }

  static int count() {
    return COUNT;
  }
}
