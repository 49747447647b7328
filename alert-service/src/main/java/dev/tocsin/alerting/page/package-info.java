/** What all pages have in common: their frame, words, scripts and refusals, and the way in. */
@NullMarked
package dev.tocsin.alerting.page;

import org.jspecify.annotations.NullMarked;
