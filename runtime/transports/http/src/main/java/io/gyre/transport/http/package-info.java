/** Connections over plain HTTP: streams of responses, and the requests that answer them. */
@NullMarked
package io.gyre.transport.http;

import org.jspecify.annotations.NullMarked;
