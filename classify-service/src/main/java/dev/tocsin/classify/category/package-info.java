/** Decides what a sentence tells: one of the four categories, and in which status. */
@NullMarked
package dev.tocsin.classify.category;

import org.jspecify.annotations.NullMarked;
