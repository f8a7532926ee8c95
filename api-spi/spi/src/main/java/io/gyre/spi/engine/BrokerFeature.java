package io.gyre.spi.engine;

/** Declared by a broker, proved by the contract tests, required by namespaces at start. */
public enum BrokerFeature {
  /** Keeps streams: {@link Broker#history} finds what was published. */
  HISTORY,
  /** Reads streams from the newest publication backwards. */
  REVERSE_HISTORY,
  /** Knows idempotency keys. */
  IDEMPOTENCY,
  /** Compares versions. */
  VERSIONS,
  /** Hands over the previous publication, see {@link Delivery#previous}. */
  DELTA
}
