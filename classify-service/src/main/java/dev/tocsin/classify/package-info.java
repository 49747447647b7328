/** Owns meaning: articles in, event reports out. */
@NullMarked
package dev.tocsin.classify;

import org.jspecify.annotations.NullMarked;
