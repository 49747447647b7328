/** Owns the web: feeds in, articles out. */
@NullMarked
package dev.tocsin.ingest;

import org.jspecify.annotations.NullMarked;
