/** Measures the classifier on the corpus' test part and on real news: {@code classify-service/evaluate}. */
@NullMarked
package dev.tocsin.classify.evaluation;

import org.jspecify.annotations.NullMarked;
