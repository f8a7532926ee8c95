/** The wire model of the client protocol and its codecs: bytes in, values out. */
@NullMarked
package io.gyre.protocol;

import org.jspecify.annotations.NullMarked;
