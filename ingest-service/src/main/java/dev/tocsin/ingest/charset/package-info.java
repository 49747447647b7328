/** Bytes to characters: which charset a document is in, whatever is said of it. */
@NullMarked
package dev.tocsin.ingest.charset;

import org.jspecify.annotations.NullMarked;
