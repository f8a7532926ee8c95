/** From a record to a bound, validated, documented configuration. */
@NullMarked
package io.gyre.config;

import org.jspecify.annotations.NullMarked;
