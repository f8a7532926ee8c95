/** Certificates and keys of listeners, from configuration to engine. */
@NullMarked
package io.gyre.server.tls;

import org.jspecify.annotations.NullMarked;
