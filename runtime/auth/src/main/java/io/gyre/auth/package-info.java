/** Who a client is: signed tokens and the keys that verify them. */
@NullMarked
package io.gyre.auth;

import org.jspecify.annotations.NullMarked;
