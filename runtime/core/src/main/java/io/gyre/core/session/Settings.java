package io.gyre.core.session;

import io.gyre.core.backend.RpcConfig;
import io.gyre.core.channel.ChannelConfig;
import io.gyre.core.channel.Namespaces;
import io.gyre.core.channel.Permissions;

/**
 * What sessions read of the configuration; replaced as a whole by a reload.
 *
 * @param client limits, timers and switches
 * @param channel what all channels share
 * @param namespaces resolves channels
 * @param permissions decides who may do what
 * @param rpc which methods exist
 */
public record Settings(
    ClientConfig client,
    ChannelConfig channel,
    Namespaces namespaces,
    Permissions permissions,
    RpcConfig rpc) {

  /** Resolves the configuration. */
  public static Settings of(ClientConfig client, ChannelConfig channel, RpcConfig rpc) {
    Namespaces namespaces = new Namespaces(channel);
    return new Settings(
        client, channel, namespaces, new Permissions(namespaces, client.insecure()), rpc);
  }
}
