package io.gyre.spi.transport;

/** How messages of the client protocol are written. */
public enum Encoding {
  /** JSON text, messages separated by a newline. */
  JSON,
  /** Protobuf, each message behind its length as a varint. */
  PROTOBUF
}
