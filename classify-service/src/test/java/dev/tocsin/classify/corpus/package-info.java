/** The labelled corpus under {@code src/test/corpus}: passages and articles that we wrote, and what they tell. */
@NullMarked
package dev.tocsin.classify.corpus;

import org.jspecify.annotations.NullMarked;
