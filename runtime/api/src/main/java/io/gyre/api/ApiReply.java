package io.gyre.api;

import io.gyre.spi.channel.ClientInfo;
import io.gyre.spi.channel.HistoryPage;
import io.gyre.spi.channel.StreamPosition;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What became of a command of the server API. */
public sealed interface ApiReply {
  /** The command was refused or failed. */
  record Failed(ApiError error) implements ApiReply {}

  /** Carried out, and there is nothing to say. */
  enum Done implements ApiReply {
    /** The only one. */
    DONE
  }

  /** Where a publication landed. */
  record Published(StreamPosition position) implements ApiReply {}

  /** What became of a broadcast in each channel: {@link Published} or {@link Failed}. */
  record Broadcasted(List<ApiReply> responses) implements ApiReply {}

  /** Who is in a channel. */
  record Presence(String channel, Collection<ClientInfo> clients) implements ApiReply {}

  /** How many are in a channel. */
  record PresenceStats(io.gyre.spi.channel.PresenceStats stats) implements ApiReply {}

  /** A part of a channel's history. */
  record History(String channel, HistoryPage page) implements ApiReply {}

  /** Channels by name, with the number of their subscribers. */
  record Channels(Map<String, Integer> channels) implements ApiReply {}

  /** The nodes. */
  record Nodes(List<NodeOperations.NodeReport> nodes) implements ApiReply {}

  /** What an extension answered. */
  record Rpc(byte[] data) implements ApiReply {}

  /** The replies to a batch, in the order of its commands. */
  record Batch(List<Item> items) implements ApiReply {}

  /** The reply to one command of a batch. */
  record Item(ApiMethod method, ApiReply reply) {}
}
