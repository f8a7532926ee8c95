package io.gyre.server.sockets;

import java.util.List;

/** Bytes that are no UTF-8, and that nothing behind them makes so. */
final class BadText {
  private BadText() {}

  /** In hexadecimal: stray and missing continuations, overlong forms, surrogates, too large. */
  static List<String> sequences() {
    return List.of(
        "80",
        "bf",
        "80bf",
        "80bf80",
        "c020",
        "c220",
        "e020",
        "f020",
        "fe",
        "ff",
        "fefeffff",
        "c0af",
        "e080af",
        "f08080af",
        "f8808080af",
        "fc80808080af",
        "c1bf",
        "e09fbf",
        "f08fbfbf",
        "f887bfbfbf",
        "c080",
        "e08080",
        "f0808080",
        "eda080",
        "edadbf",
        "edae80",
        "edafbf",
        "edb080",
        "edbfbf",
        "eda080edb080",
        "f4908080",
        "f5808080",
        "f7bfbfbf",
        "fbbfbfbfbf",
        "e28220",
        "f09f20",
        "f09f9820");
  }
}
