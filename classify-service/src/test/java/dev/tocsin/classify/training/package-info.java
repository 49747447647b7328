/** Learns the model under {@code src/main/resources/model} from the corpus. */
@NullMarked
package dev.tocsin.classify.training;

import org.jspecify.annotations.NullMarked;
