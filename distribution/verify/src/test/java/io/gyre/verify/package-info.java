/** Checks of the whole: the built distribution, its launcher, the architecture. */
@NullMarked
package io.gyre.verify;

import org.jspecify.annotations.NullMarked;
