/** Splits an article's text into passages and sentences, with their offsets. */
@NullMarked
package dev.tocsin.classify.passage;

import org.jspecify.annotations.NullMarked;
