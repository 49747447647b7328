/** Finds many regular expressions in a text at the cost of reading it once. */
@NullMarked
package dev.tocsin.classify.pattern;

import org.jspecify.annotations.NullMarked;
