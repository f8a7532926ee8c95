/** Contract tests, one class for each door of the SPI, and the fakes they need. */
@NullMarked
package io.gyre.tck;

import org.jspecify.annotations.NullMarked;
