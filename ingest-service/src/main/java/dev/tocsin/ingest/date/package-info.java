/** What a feed writes as a date, to an instant. */
@NullMarked
package dev.tocsin.ingest.date;

import org.jspecify.annotations.NullMarked;
