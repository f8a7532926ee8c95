package io.gyre.spi.web;

/** Decides which web pages may connect. Thread-safe. */
@FunctionalInterface
public interface OriginPolicy {

  /**
   * Whether a request from that origin may connect. A request without an origin comes from no web
   * page and is not asked about.
   *
   * @param origin the header's value as it was sent
   */
  boolean allows(String origin);
}
