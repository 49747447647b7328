/** Markup to what a reader would read. */
@NullMarked
package dev.tocsin.ingest.text;

import org.jspecify.annotations.NullMarked;
