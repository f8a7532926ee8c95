package io.gyre.http2;

import java.util.List;

/** The fields that both sides know from the beginning (RFC 7541, appendix A). Stateless. */
final class StaticTable {
  /** A field a line, numbered from 1: the name, and a value if there is one. */
  private static final String FIELDS =
      """
      :authority
      :method GET
      :method POST
      :path /
      :path /index.html
      :scheme http
      :scheme https
      :status 200
      :status 204
      :status 206
      :status 304
      :status 400
      :status 404
      :status 500
      accept-charset
      accept-encoding gzip, deflate
      accept-language
      accept-ranges
      accept
      access-control-allow-origin
      age
      allow
      authorization
      cache-control
      content-disposition
      content-encoding
      content-language
      content-length
      content-location
      content-range
      content-type
      cookie
      date
      etag
      expect
      expires
      from
      host
      if-match
      if-modified-since
      if-none-match
      if-range
      if-unmodified-since
      last-modified
      link
      location
      max-forwards
      proxy-authenticate
      proxy-authorization
      range
      referer
      refresh
      retry-after
      server
      set-cookie
      strict-transport-security
      transfer-encoding
      user-agent
      vary
      via
      www-authenticate
      """;

  private static final List<Field> TABLE = FIELDS.lines().map(StaticTable::field).toList();

  private StaticTable() {}

  private static Field field(String line) {
    int space = line.indexOf(' ');
    return space < 0
        ? new Field(line, "")
        : new Field(line.substring(0, space), line.substring(space + 1));
  }

  static int size() {
    return TABLE.size();
  }

  /** The field with a number from 1 to {@link #size}. */
  static Field get(int index) {
    return TABLE.get(index - 1);
  }

  /** The first number with this name, or 0. */
  static int find(String name) {
    for (int i = 0; i < TABLE.size(); i++) {
      if (TABLE.get(i).name().equals(name)) {
        return i + 1;
      }
    }
    return 0;
  }
}
