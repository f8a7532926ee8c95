package io.gyre.api;

import io.gyre.core.node.ServerSubscribe;
import io.gyre.core.node.Target;
import io.gyre.core.session.PublishRequest;
import io.gyre.spi.channel.StreamPosition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command of the server API, read but not yet carried out. */
public sealed interface ApiCommand {
  /** The method it calls. */
  ApiMethod method();

  /** Publishes into a channel. */
  record Publish(String channel, PublishRequest request) implements ApiCommand {
    @Override
    public ApiMethod method() {
      return ApiMethod.PUBLISH;
    }
  }

  /** Publishes the same into several channels. */
  record Broadcast(List<String> channels, PublishRequest request) implements ApiCommand {
    @Override
    public ApiMethod method() {
      return ApiMethod.BROADCAST;
    }
  }

  /** Subscribes connections to a channel. */
  record Subscribe(Target target, String channel, ServerSubscribe options) implements ApiCommand {
    @Override
    public ApiMethod method() {
      return ApiMethod.SUBSCRIBE;
    }
  }

  /** Unsubscribes connections from a channel; the empty channel means all of theirs. */
  record Unsubscribe(Target target, String channel) implements ApiCommand {
    @Override
    public ApiMethod method() {
      return ApiMethod.UNSUBSCRIBE;
    }
  }

  /** Ends connections but for the clients in the whitelist. */
  record Disconnect(Target target, List<String> whitelist, io.gyre.spi.error.Disconnect disconnect)
      implements ApiCommand {
    @Override
    public ApiMethod method() {
      return ApiMethod.DISCONNECT;
    }
  }

  /** Prolongs connections, or expires them; expireAt null means that they never expire. */
  record Refresh(Target target, boolean expired, @Nullable Instant expireAt, byte[] info)
      implements ApiCommand {
    @Override
    public ApiMethod method() {
      return ApiMethod.REFRESH;
    }
  }

  /** Asks who is in a channel. */
  record Presence(String channel) implements ApiCommand {
    @Override
    public ApiMethod method() {
      return ApiMethod.PRESENCE;
    }
  }

  /** Asks how many are in a channel. */
  record PresenceStats(String channel) implements ApiCommand {
    @Override
    public ApiMethod method() {
      return ApiMethod.PRESENCE_STATS;
    }
  }

  /** Reads a channel's history; a negative limit reads all of it, 0 only the position. */
  record History(String channel, @Nullable StreamPosition since, int limit, boolean reverse)
      implements ApiCommand {
    @Override
    public ApiMethod method() {
      return ApiMethod.HISTORY;
    }
  }

  /** Removes a channel's history. */
  record HistoryRemove(String channel) implements ApiCommand {
    @Override
    public ApiMethod method() {
      return ApiMethod.HISTORY_REMOVE;
    }
  }

  /** Lists the channels that match a glob pattern, all for the empty one. */
  record Channels(String pattern) implements ApiCommand {
    @Override
    public ApiMethod method() {
      return ApiMethod.CHANNELS;
    }
  }

  /** Asks for the nodes. */
  record Nodes() implements ApiCommand {
    @Override
    public ApiMethod method() {
      return ApiMethod.INFO;
    }
  }

  /** Calls an extension by its name. */
  record Rpc(String name, byte[] params) implements ApiCommand {
    @Override
    public ApiMethod method() {
      return ApiMethod.RPC;
    }
  }

  /** Several commands, answered in their order; parallel ones may run in any order. */
  record Batch(List<ApiCommand> commands, boolean parallel) implements ApiCommand {
    @Override
    public ApiMethod method() {
      return ApiMethod.BATCH;
    }
  }

  /** A command that could be read but cannot be right, such as one with malformed Base64. */
  record Refused(ApiMethod method, ApiError error) implements ApiCommand {}
}
