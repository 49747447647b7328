/** The voices that are heard on a sentence, and the pool that weighs them into a verdict. */
@NullMarked
package dev.tocsin.classify.voice;

import org.jspecify.annotations.NullMarked;
