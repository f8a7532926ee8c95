/** Channel names, namespaces, options and permissions. */
@NullMarked
package io.gyre.core.channel;

import org.jspecify.annotations.NullMarked;
