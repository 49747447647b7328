/** Filters that somebody saved, and the feeds that they can be read as without a key: Atom, JSON Feed, CSV, iCalendar. */
@NullMarked
package dev.tocsin.alerting.saved;

import org.jspecify.annotations.NullMarked;
