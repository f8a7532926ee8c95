package io.gyre.api;

import io.gyre.core.node.NodeStats;
import io.gyre.protocol.JsonWriter;
import io.gyre.spi.channel.ClientInfo;
import io.gyre.spi.channel.Publication;
import io.gyre.spi.channel.StreamPosition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Writes replies of the server API as JSON: fields in the protocol's order, those left out that the
 * original leaves out. Payloads that are not JSON end in a {@link
 * io.gyre.protocol.NotJsonException}.
 */
final class ApiReplyWriter {
  private static final int CAPACITY = 256;
  private static final int BYTES_EACH = 64;
  private static final byte[] USER = JsonWriter.quoted("user");
  private static final byte[] CLIENT = JsonWriter.quoted("client");
  private static final byte[] CONN_INFO = JsonWriter.quoted("conn_info");
  private static final byte[] CHAN_INFO = JsonWriter.quoted("chan_info");
  private static final byte[] DATA = JsonWriter.quoted("data");
  private static final byte[] OFFSET = JsonWriter.quoted("offset");
  private static final byte[] EMPTY_OBJECT = ascii("{}");
  private static final byte[] EMPTY_RESULT = ascii("{\"result\":{}}");
  private static final ApiText NOTHING = ApiText.of(EMPTY_RESULT);
  private static final byte[] EMPTY_PUBLISH = ascii("{\"publish\":{}}");

  private final JsonWriter out;
  private final RecentTexts recent;

  private ApiReplyWriter(int capacity, RecentTexts recent) {
    this.out = new JsonWriter(capacity);
    this.recent = recent;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The body that answers a call. */
  static ApiText write(ApiReply reply, RecentTexts recent) {
    return write(0, reply, recent);
  }

  /** The body that answers a command of the old format, with its id unless that is 0. */
  static ApiText write(long id, ApiReply reply, RecentTexts recent) {
    if (id == 0 && isEmpty(reply)) {
      return NOTHING;
    }
    ApiReplyWriter writer = new ApiReplyWriter(capacity(reply, recent), recent);
    writer.body(id, reply);
    return new ApiText(writer.out.array(), writer.out.length());
  }

  /** The body that answers a call whose errors are told by status. */
  static byte[] write(ApiError error, RecentTexts recent) {
    ApiReplyWriter writer = new ApiReplyWriter(CAPACITY, recent);
    writer.error(error);
    return writer.out.toByteArray();
  }

  /** About what a reply takes, so that a large one is not copied again and again as it grows. */
  private static int capacity(ApiReply reply, RecentTexts recent) {
    return switch (reply) {
      case ApiReply.Batch batch -> CAPACITY + BYTES_EACH * batch.items().size();
      case ApiReply.Presence presence ->
          CAPACITY
              + recent
                  .length(ApiMethod.PRESENCE, presence.channel())
                  .orElse(2 * BYTES_EACH * presence.clients().size());
      case ApiReply.History history ->
          CAPACITY
              + recent
                  .length(ApiMethod.HISTORY, history.channel())
                  .orElseGet(() -> bytes(history.page().publications()));
      default -> CAPACITY;
    };
  }

  private static int bytes(List<Publication> publications) {
    int bytes = BYTES_EACH * publications.size();
    for (Publication publication : publications) {
      bytes += publication.data().length;
    }
    return bytes;
  }

  private static boolean isEmpty(ApiReply reply) {
    return switch (reply) {
      case ApiReply.Done done -> true;
      case ApiReply.Published published -> published.position().equals(StreamPosition.NONE);
      default -> false;
    };
  }

  private void body(long id, ApiReply reply) {
    out.beginObject();
    if (id != 0) {
      out.name("id").unsigned(id);
    }
    switch (reply) {
      case ApiReply.Batch batch -> replies(batch);
      default -> field("result", reply);
    }
    out.endObject();
  }

  /** Writes a result under its name, or an error under its own. */
  private void field(String name, ApiReply reply) {
    if (reply instanceof ApiReply.Failed failed) {
      out.name("error");
      error(failed.error());
    } else {
      out.name(name);
      result(reply);
    }
  }

  private void error(ApiError error) {
    out.beginObject().name("code").number(error.code());
    out.name("message").string(error.message()).endObject();
  }

  private void result(ApiReply reply) {
    switch (reply) {
      case ApiReply.Failed failed -> error(failed.error());
      case ApiReply.Done done -> out.raw(EMPTY_OBJECT);
      case ApiReply.Published published -> published(published);
      case ApiReply.Broadcasted broadcasted -> broadcasted(broadcasted);
      case ApiReply.Presence presence -> presence(presence);
      case ApiReply.PresenceStats stats -> presenceStats(stats.stats());
      case ApiReply.History history -> history(history);
      case ApiReply.Channels channels -> channels(channels.channels());
      case ApiReply.Nodes info -> info(info);
      case ApiReply.Rpc rpc -> rpc(rpc);
      case ApiReply.Batch batch -> {
        out.beginObject();
        replies(batch);
        out.endObject();
      }
    }
  }

  private void published(ApiReply.Published published) {
    StreamPosition position = published.position();
    out.beginObject();
    if (position.offset() != 0) {
      out.name(OFFSET).unsigned(position.offset());
    }
    string("epoch", position.epoch());
    out.endObject();
  }

  private void broadcasted(ApiReply.Broadcasted broadcasted) {
    out.beginObject().name("responses").beginArray();
    for (ApiReply response : broadcasted.responses()) {
      if (isEmpty(response)) {
        out.raw(EMPTY_RESULT);
      } else {
        out.beginObject();
        field("result", response);
        out.endObject();
      }
    }
    out.endArray().endObject();
  }

  private void replies(ApiReply.Batch batch) {
    if (batch.items().isEmpty()) {
      return;
    }
    out.name("replies").beginArray();
    for (ApiReply.Item item : batch.items()) {
      if (item.method() == ApiMethod.PUBLISH && isEmpty(item.reply())) {
        out.raw(EMPTY_PUBLISH);
      } else {
        out.beginObject();
        field(item.method().label(), item.reply());
        out.endObject();
      }
    }
    out.endArray();
  }

  private void presence(ApiReply.Presence presence) {
    out.beginObject().name("presence").beginObject();
    List<ClientInfo> clients = List.copyOf(presence.clients());
    recent.write(out, ApiMethod.PRESENCE, presence.channel(), clients, this::member);
    out.endObject().endObject();
  }

  private void member(ClientInfo client) {
    out.name(client.client());
    client(client);
  }

  private void client(ClientInfo client) {
    out.beginObject().name(USER).string(client.user()).name(CLIENT).string(client.client());
    payload(CONN_INFO, client.connInfo());
    payload(CHAN_INFO, client.chanInfo());
    out.endObject();
  }

  private void presenceStats(io.gyre.spi.channel.PresenceStats stats) {
    out.beginObject().name("num_clients").number(stats.clients());
    out.name("num_users").number(stats.users()).endObject();
  }

  private void history(ApiReply.History history) {
    out.beginObject().name("publications").beginArray();
    recent.write(
        out,
        ApiMethod.HISTORY,
        history.channel(),
        history.page().publications(),
        this::publication);
    out.endArray().name("epoch").string(history.page().top().epoch());
    out.name("offset").unsigned(history.page().top().offset()).endObject();
  }

  private void publication(Publication publication) {
    out.beginObject();
    payload(DATA, publication.data());
    ClientInfo info = publication.info();
    if (info != null) {
      out.name("info");
      client(info);
    }
    if (publication.offset() != 0) {
      out.name(OFFSET).unsigned(publication.offset());
    }
    if (!publication.tags().isEmpty()) {
      out.name("tags").beginObject();
      for (Map.Entry<String, String> tag : publication.tags().entrySet()) {
        out.name(tag.getKey()).string(tag.getValue());
      }
      out.endObject();
    }
    out.endObject();
  }

  private void channels(Map<String, Integer> channels) {
    out.beginObject().name("channels").beginObject();
    for (Map.Entry<String, Integer> channel : channels.entrySet()) {
      out.name(channel.getKey()).beginObject();
      if (channel.getValue() != 0) {
        out.name("num_clients").number(channel.getValue());
      }
      out.endObject();
    }
    out.endObject().endObject();
  }

  private void info(ApiReply.Nodes info) {
    out.beginObject();
    if (!info.nodes().isEmpty()) {
      out.name("nodes").beginArray();
      info.nodes().forEach(this::node);
      out.endArray();
    }
    out.endObject();
  }

  private void node(NodeOperations.NodeReport report) {
    NodeStats node = report.stats();
    out.beginObject().name("uid").string(node.uid()).name("name").string(node.name());
    out.name("version").string(node.version()).name("num_clients").number(node.clients());
    out.name("num_users").number(node.users()).name("num_channels").number(node.channels());
    if (node.uptimeSeconds() != 0) {
      out.name("uptime").number(node.uptimeSeconds());
    }
    if (report.metricsInterval() != 0) {
      metrics(report);
    }
    out.name("num_subs").number(node.subscriptions()).endObject();
  }

  private void metrics(NodeOperations.NodeReport node) {
    out.name("metrics").beginObject().name("interval").number(node.metricsInterval());
    if (!node.metrics().isEmpty()) {
      out.name("items").beginObject();
      for (Map.Entry<String, Double> item : node.metrics().entrySet()) {
        out.name(item.getKey()).number(item.getValue());
      }
      out.endObject();
    }
    out.endObject();
  }

  private void rpc(ApiReply.Rpc rpc) {
    out.beginObject();
    payload(DATA, rpc.data());
    out.endObject();
  }

  private void string(String name, String value) {
    if (!value.isEmpty()) {
      out.name(name).string(value);
    }
  }

  private void payload(byte[] name, byte[] json) {
    if (json.length != 0) {
      out.name(name).payload(json);
    }
  }
}
