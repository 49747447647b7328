/** What is asked for in the query string of a request, and what cannot be asked for. */
@NullMarked
package dev.tocsin.alerting.query;

import org.jspecify.annotations.NullMarked;
