/** Characters to elements: publishers' XML, however carelessly written, as a tree with known names and a bounded size. */
@NullMarked
package dev.tocsin.ingest.markup;

import org.jspecify.annotations.NullMarked;
