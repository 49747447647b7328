/** The steps of an article's way that operators follow in their tracing tool. */
@NullMarked
package dev.tocsin.classify.trace;

import org.jspecify.annotations.NullMarked;
