/**
 * The client protocol as values: commands, replies and pushes, with JSON and Protobuf codecs that
 * take bytes and give values, without I/O.
 */
@NullMarked
package io.gyre.protocol;

import org.jspecify.annotations.NullMarked;
