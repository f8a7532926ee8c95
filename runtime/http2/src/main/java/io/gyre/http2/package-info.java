/** What stands between a peer that speaks HTTP/2 and the HTTP server: bounds, and HPACK. */
@NullMarked
package io.gyre.http2;

import org.jspecify.annotations.NullMarked;
