/** What classify-service reports, read with care: one article's claim of one event. */
@NullMarked
package dev.tocsin.alerting.report;

import org.jspecify.annotations.NullMarked;
