/** Metrics in the Prometheus text format, under the names that existing dashboards know. */
@NullMarked
package io.gyre.server.metrics;

import org.jspecify.annotations.NullMarked;
