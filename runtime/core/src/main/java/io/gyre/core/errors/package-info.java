/**
 * The catalogue of codes that clients, SDKs and back ends know: errors, disconnects, unsubscribes.
 */
@NullMarked
package io.gyre.core.errors;

import org.jspecify.annotations.NullMarked;
