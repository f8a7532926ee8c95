package io.gyre.bench.wire;

/** How the bytes of clients travel. */
enum Wire {
  PLAIN("plain"),
  DEFLATED("compressed"),
  ENCRYPTED("TLS");

  private final String title;

  Wire(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
