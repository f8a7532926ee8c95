/**
 * The configuration file of the server: its records, how it is read, and what is refused at start.
 */
@NullMarked
package io.gyre.server.config;

import org.jspecify.annotations.NullMarked;
