/** What classification costs: stages, streams of news, start and memory; run by {@code classify-service/benchmark}. */
@NullMarked
package dev.tocsin.classify.benchmark;

import org.jspecify.annotations.NullMarked;
