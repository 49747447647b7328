/** What can be wrong with a request: every answer of refusal has one of these types, and each type a page. */
@NullMarked
package dev.tocsin.ingest.problem;

import org.jspecify.annotations.NullMarked;
