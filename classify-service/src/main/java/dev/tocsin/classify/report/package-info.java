/** What leaves: gathers an article's claims into event reports and writes them. */
@NullMarked
package dev.tocsin.classify.report;

import org.jspecify.annotations.NullMarked;
