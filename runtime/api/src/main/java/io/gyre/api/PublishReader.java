package io.gyre.api;

import io.gyre.core.session.PublishRequest;
import io.gyre.protocol.JsonReader;
import io.gyre.protocol.JsonShapes;
import java.util.List;
import java.util.Map;

/** Reads one request to publish; used once. */
final class PublishReader {
  private final Payload data = new Payload();
  private String channel = "";
  private List<String> channels = List.of();
  private Map<String, String> tags = Map.of();
  private boolean skipHistory;
  private String idempotencyKey = "";
  private long version;
  private String versionEpoch = "";
  private boolean delta;

  ApiCommand publish(JsonReader reader) {
    if (reader.beginObject()) {
      while (reader.nextField()) {
        String name = reader.fieldName();
        if (name.equals("channel")) {
          channel = reader.string();
        } else {
          field(name, reader);
        }
      }
    }
    return data.isMalformed()
        ? new ApiCommand.Refused(ApiMethod.PUBLISH, ApiError.BAD_REQUEST)
        : new ApiCommand.Publish(channel, request());
  }

  ApiCommand broadcast(JsonReader reader, int channelsMax) {
    if (reader.beginObject()) {
      while (reader.nextField()) {
        String name = reader.fieldName();
        if (name.equals("channels")) {
          channels = JsonShapes.list(reader, channelsMax, JsonReader::string);
        } else {
          field(name, reader);
        }
      }
    }
    return data.isMalformed()
        ? new ApiCommand.Refused(ApiMethod.BROADCAST, ApiError.BAD_REQUEST)
        : new ApiCommand.Broadcast(channels, request());
  }

  private void field(String name, JsonReader reader) {
    switch (name) {
      case "data" -> data.json(reader.raw());
      case "b64data" -> data.base64(reader.stringBytes());
      case "skip_history" -> skipHistory = reader.bool();
      case "tags" -> tags = JsonShapes.map(reader, Integer.MAX_VALUE, JsonReader::string);
      case "idempotency_key" -> idempotencyKey = reader.string();
      case "version" -> version = reader.uint64();
      case "version_epoch" -> versionEpoch = reader.string();
      case "delta" -> delta = reader.bool();
      default -> reader.skip();
    }
  }

  private PublishRequest request() {
    return new PublishRequest(
        data.bytes(), tags, null, skipHistory, idempotencyKey, version, versionEpoch, delta);
  }
}
