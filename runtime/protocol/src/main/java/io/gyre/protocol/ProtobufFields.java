package io.gyre.protocol;

import java.util.List;
import java.util.Map;

/** Writes the values that several messages hold, last field first. */
final class ProtobufFields {
  static final int MAP_KEY = 1;
  static final int MAP_VALUE = 2;

  private ProtobufFields() {}

  static void publications(ProtobufWriter out, int field, List<Publication> publications) {
    if (publications instanceof PublicationRun run) {
      run.write(out, field);
      return;
    }
    for (int i = publications.size() - 1; i >= 0; i--) {
      publication(out, field, publications.get(i));
    }
  }

  static void publication(ProtobufWriter out, int field, Publication publication) {
    int end = out.mark();
    Publication.Entry entry = publication.entry();
    out.integer(16, publication.version());
    out.bytes(15, entry.prevData());
    out.string(14, publication.epoch());
    out.zigzag(13, entry.score());
    out.bool(12, entry.removed());
    out.string(11, entry.key());
    out.string(10, entry.channel());
    out.integer(9, entry.time());
    out.bool(8, publication.delta());
    if (!publication.tags().isEmpty()) {
      tags(out, publication.tags());
    }
    out.integer(6, publication.offset());
    ClientInfo info = publication.info();
    if (info != null) {
      info(out, 5, info);
    }
    out.bytes(4, publication.data());
    out.message(field, end);
  }

  private static void tags(ProtobufWriter out, Map<String, String> tags) {
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      int end = out.mark();
      out.element(MAP_VALUE, tag.getValue());
      out.element(MAP_KEY, tag.getKey());
      out.message(7, end);
    }
  }

  static void info(ProtobufWriter out, int field, ClientInfo info) {
    int end = out.mark();
    out.bytes(4, info.chanInfo());
    out.bytes(3, info.connInfo());
    out.string(2, info.client());
    out.string(1, info.user());
    out.message(field, end);
  }
}
