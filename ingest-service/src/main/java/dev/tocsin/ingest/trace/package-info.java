/** The steps of an item's way that operators follow in their tracing tool. */
@NullMarked
package dev.tocsin.ingest.trace;

import org.jspecify.annotations.NullMarked;
