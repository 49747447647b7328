/** How much may be asked in a time, by whom, and how that is told. */
@NullMarked
package dev.tocsin.alerting.limit;

import org.jspecify.annotations.NullMarked;
