/** Turns a sentence into a vector that sentences of the same meaning share. */
@NullMarked
package dev.tocsin.classify.encoder;

import org.jspecify.annotations.NullMarked;
