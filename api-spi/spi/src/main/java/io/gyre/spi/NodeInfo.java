package io.gyre.spi;

/**
 * The node this component runs in.
 *
 * @param id unique among the nodes of a cluster, new at every start
 * @param name what users see, by default host name and port
 * @param version the version of the server
 */
public record NodeInfo(String id, String name, String version) {}
