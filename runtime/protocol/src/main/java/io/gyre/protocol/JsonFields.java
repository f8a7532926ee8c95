package io.gyre.protocol;

import java.util.List;
import java.util.Map;

/**
 * Writes fields that are left out when they hold the zero value, and the values of several
 * messages.
 */
final class JsonFields {
  private static final byte[] USER = JsonWriter.quoted("user");
  private static final byte[] CLIENT = JsonWriter.quoted("client");
  private static final byte[] CONN_INFO = JsonWriter.quoted("conn_info");
  private static final byte[] CHAN_INFO = JsonWriter.quoted("chan_info");
  private static final byte[] DATA = JsonWriter.quoted("data");
  private static final byte[] INFO = JsonWriter.quoted("info");
  private static final byte[] OFFSET = JsonWriter.quoted("offset");
  private static final byte[] TAGS = JsonWriter.quoted("tags");
  private static final byte[] DELTA = JsonWriter.quoted("delta");
  private static final byte[] TIME = JsonWriter.quoted("time");
  private static final byte[] CHANNEL = JsonWriter.quoted("channel");
  private static final byte[] KEY = JsonWriter.quoted("key");
  private static final byte[] REMOVED = JsonWriter.quoted("removed");
  private static final byte[] SCORE = JsonWriter.quoted("score");
  private static final byte[] EPOCH = JsonWriter.quoted("epoch");
  private static final byte[] PREV_DATA = JsonWriter.quoted("prev_data");
  private static final byte[] VERSION = JsonWriter.quoted("version");

  private JsonFields() {}

  static void string(JsonWriter out, byte[] name, String value) {
    if (!value.isEmpty()) {
      out.name(name).string(value);
    }
  }

  static void number(JsonWriter out, byte[] name, long value) {
    if (value != 0) {
      out.name(name).number(value);
    }
  }

  static void unsigned(JsonWriter out, byte[] name, long value) {
    if (value != 0) {
      out.name(name).unsigned(value);
    }
  }

  static void bool(JsonWriter out, byte[] name, boolean value) {
    if (value) {
      out.name(name).bool(true);
    }
  }

  static void payload(JsonWriter out, byte[] name, byte[] value) {
    if (value.length != 0) {
      out.name(name).payload(value);
    }
  }

  static void publications(JsonWriter out, byte[] name, List<Publication> publications) {
    if (!publications.isEmpty()) {
      out.name(name);
      publications(out, publications);
    }
  }

  static void publications(JsonWriter out, List<Publication> publications) {
    out.beginArray();
    if (publications instanceof PublicationRun run) {
      run.write(out);
    } else {
      for (Publication publication : publications) {
        publication(out, publication);
      }
    }
    out.endArray();
  }

  static void publication(JsonWriter out, Publication publication) {
    out.beginObject();
    if (publication.dataAsString()) {
      out.name(DATA).string(publication.data());
    } else {
      payload(out, DATA, publication.data());
    }
    ClientInfo info = publication.info();
    if (info != null) {
      out.name(INFO);
      info(out, info);
    }
    unsigned(out, OFFSET, publication.offset());
    if (!publication.tags().isEmpty()) {
      out.name(TAGS);
      strings(out, publication.tags());
    }
    bool(out, DELTA, publication.delta());
    Publication.Entry entry = publication.entry();
    number(out, TIME, entry.time());
    string(out, CHANNEL, entry.channel());
    string(out, KEY, entry.key());
    bool(out, REMOVED, entry.removed());
    number(out, SCORE, entry.score());
    string(out, EPOCH, publication.epoch());
    payload(out, PREV_DATA, entry.prevData());
    unsigned(out, VERSION, publication.version());
    out.endObject();
  }

  /** A client's info, of which user and client always show, also when empty. */
  static void info(JsonWriter out, ClientInfo info) {
    out.beginObject().name(USER).string(info.user()).name(CLIENT).string(info.client());
    payload(out, CONN_INFO, info.connInfo());
    payload(out, CHAN_INFO, info.chanInfo());
    out.endObject();
  }

  private static void strings(JsonWriter out, Map<String, String> map) {
    out.beginObject();
    for (Map.Entry<String, String> entry : map.entrySet()) {
      out.name(entry.getKey()).string(entry.getValue());
    }
    out.endObject();
  }
}
