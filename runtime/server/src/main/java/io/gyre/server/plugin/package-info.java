/** Plugins: where they lie, what they may see, and the providers that they and the server offer. */
@NullMarked
package io.gyre.server.plugin;

import org.jspecify.annotations.NullMarked;
