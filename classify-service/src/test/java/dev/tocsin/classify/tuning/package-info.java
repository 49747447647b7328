/** Teaches the pretrained sentence encoders our trade: the adapters under {@code src/main/resources/model}. */
@NullMarked
package dev.tocsin.classify.tuning;

import org.jspecify.annotations.NullMarked;
