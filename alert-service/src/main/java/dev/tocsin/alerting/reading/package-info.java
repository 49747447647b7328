/** Alerts as people read them: the list with its filters, one alert with all that is known of it. */
@NullMarked
package dev.tocsin.alerting.reading;

import org.jspecify.annotations.NullMarked;
