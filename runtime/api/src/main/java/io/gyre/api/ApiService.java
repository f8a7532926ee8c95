package io.gyre.api;

import io.gyre.spi.channel.PublishResult;
import io.gyre.spi.error.BackendUnavailable;
import io.gyre.spi.error.ClientErrorException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Carries out commands of the server API, whichever door they came through. Blocks; called from any
 * number of virtual threads.
 */
public final class ApiService {
  private static final int UNSUBSCRIBE_CODE = 2000;
  private static final String UNSUBSCRIBE_REASON = "server unsubscribe";
  private static final long LIGHT_BYTES_MAX = 64 * 1024; // as many take about as long to check
  private static final int IDEMPOTENCY_KEY_MAX = 4096; // engines keep keys for minutes
  private static final ApiReply BAD_REQUEST = new ApiReply.Failed(ApiError.BAD_REQUEST);

  private final NodeOperations node;
  private final Extensions extensions;
  private final Logger log;
  private final Spread spread;

  /** Serves the commands of a node. */
  public ApiService(NodeOperations node, Extensions extensions, Logger log) {
    this.node = node;
    this.extensions = extensions;
    this.log = log;
    this.spread = new Spread(System::nanoTime);
  }

  /** Carries out a command. What fails is a reply, never an exception. */
  public ApiReply handle(ApiCommand command) {
    try {
      return switch (command) {
        case ApiCommand.Publish publish -> publish(publish);
        case ApiCommand.Broadcast broadcast -> broadcast(broadcast);
        case ApiCommand.Batch batch -> batch(batch);
        case ApiCommand.Subscribe subscribe -> subscribe(subscribe);
        case ApiCommand.Unsubscribe unsubscribe -> unsubscribe(unsubscribe);
        case ApiCommand.Disconnect disconnect -> disconnect(disconnect);
        case ApiCommand.Refresh refresh -> refresh(refresh);
        case ApiCommand.Presence presence -> presence(presence);
        case ApiCommand.PresenceStats stats -> presenceStats(stats);
        case ApiCommand.History history -> history(history);
        case ApiCommand.HistoryRemove remove -> removeHistory(remove);
        case ApiCommand.Channels channels ->
            new ApiReply.Channels(node.channels(channels.pattern()));
        case ApiCommand.Nodes info -> new ApiReply.Nodes(node.info());
        case ApiCommand.Rpc rpc -> rpc(rpc);
        case ApiCommand.Refused refused -> new ApiReply.Failed(refused.error());
      };
    } catch (ClientErrorException refusal) {
      return new ApiReply.Failed(ApiError.of(refusal.error().code(), refusal.error().message()));
    } catch (BackendUnavailable unavailable) {
      log.log(Level.WARNING, "API command failed: " + unavailable.getMessage());
      return new ApiReply.Failed(ApiError.INTERNAL);
    } catch (RuntimeException failure) {
      log.log(Level.ERROR, "API command failed: method=" + command.method().label(), failure);
      return new ApiReply.Failed(ApiError.INTERNAL);
    }
  }

  /** Whether a command neither blocks nor takes long, so that an event thread can carry it out. */
  boolean isLight(ApiCommand command) {
    return switch (command) {
      case ApiCommand.Publish publish -> node.publishesLightly(publish.channel());
      case ApiCommand.PresenceStats stats -> node.countsLightly();
      case ApiCommand.Presence presence -> node.listsLightly(presence.channel());
      case ApiCommand.History history -> node.readsLightly(history.limit());
      default -> false;
    };
  }

  /** Whether a reply to such a command does not take long to write. */
  static boolean isLight(ApiReply reply) {
    return !(reply instanceof ApiReply.History history)
        || history.page().publications().stream().mapToLong(each -> each.data().length).sum()
            <= LIGHT_BYTES_MAX;
  }

  private ApiReply publish(ApiCommand.Publish publish) {
    if (publish.channel().isEmpty()
        || publish.request().idempotencyKey().length() > IDEMPOTENCY_KEY_MAX) {
      return BAD_REQUEST;
    }
    PublishResult result = node.publish(publish.channel(), publish.request());
    return new ApiReply.Published(result.position());
  }

  private ApiReply broadcast(ApiCommand.Broadcast broadcast) {
    List<String> channels = broadcast.channels();
    if (channels.isEmpty()) {
      return BAD_REQUEST;
    }
    return new ApiReply.Broadcasted(
        spread.map(
            channels.size(),
            i -> handle(new ApiCommand.Publish(channels.get(i), broadcast.request()))));
  }

  private ApiReply batch(ApiCommand.Batch batch) {
    List<ApiCommand> commands = batch.commands();
    return new ApiReply.Batch(
        batch.parallel()
            ? spread.map(commands.size(), i -> item(commands.get(i)))
            : commands.stream().map(this::item).toList());
  }

  private ApiReply.Item item(ApiCommand command) {
    return new ApiReply.Item(command.method(), handle(command));
  }

  private ApiReply subscribe(ApiCommand.Subscribe subscribe) {
    if (subscribe.channel().isEmpty()) {
      return BAD_REQUEST;
    }
    node.subscribe(subscribe.target(), subscribe.channel(), subscribe.options());
    return ApiReply.Done.DONE;
  }

  private ApiReply unsubscribe(ApiCommand.Unsubscribe unsubscribe) {
    node.unsubscribe(
        unsubscribe.target(), unsubscribe.channel(), UNSUBSCRIBE_CODE, UNSUBSCRIBE_REASON);
    return ApiReply.Done.DONE;
  }

  private ApiReply disconnect(ApiCommand.Disconnect disconnect) {
    node.disconnect(disconnect.target(), disconnect.whitelist(), disconnect.disconnect());
    return ApiReply.Done.DONE;
  }

  private ApiReply refresh(ApiCommand.Refresh refresh) {
    node.refresh(refresh.target(), refresh.expired(), refresh.expireAt(), refresh.info());
    return ApiReply.Done.DONE;
  }

  private ApiReply presence(ApiCommand.Presence presence) {
    return presence.channel().isEmpty()
        ? BAD_REQUEST
        : new ApiReply.Presence(presence.channel(), node.presence(presence.channel()));
  }

  private ApiReply presenceStats(ApiCommand.PresenceStats stats) {
    return stats.channel().isEmpty()
        ? BAD_REQUEST
        : new ApiReply.PresenceStats(node.presenceStats(stats.channel()));
  }

  private ApiReply history(ApiCommand.History history) {
    if (history.channel().isEmpty()) {
      return BAD_REQUEST;
    }
    return new ApiReply.History(
        history.channel(),
        node.history(history.channel(), history.since(), history.limit(), history.reverse()));
  }

  private ApiReply removeHistory(ApiCommand.HistoryRemove remove) {
    if (remove.channel().isEmpty()) {
      return BAD_REQUEST;
    }
    node.removeHistory(remove.channel());
    return ApiReply.Done.DONE;
  }

  private ApiReply rpc(ApiCommand.Rpc rpc) {
    if (rpc.name().isEmpty()) {
      return BAD_REQUEST;
    }
    return extensions
        .find(rpc.name())
        .<ApiReply>map(extension -> new ApiReply.Rpc(extension.call(rpc.params())))
        .orElseGet(() -> new ApiReply.Failed(ApiError.NOT_FOUND));
  }
}
