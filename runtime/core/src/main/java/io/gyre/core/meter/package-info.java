/**
 * What the core counts about itself: cells with one writer each, summed when somebody reads them.
 */
@NullMarked
package io.gyre.core.meter;

import org.jspecify.annotations.NullMarked;
