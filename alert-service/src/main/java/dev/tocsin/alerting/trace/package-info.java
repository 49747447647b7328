/** The steps of a report's way that operators follow in their tracing tool. */
@NullMarked
package dev.tocsin.alerting.trace;

import org.jspecify.annotations.NullMarked;
