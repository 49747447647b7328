/** Decides whether two reports speak of the same real-world event, and says why. */
@NullMarked
package dev.tocsin.alerting.identity;

import org.jspecify.annotations.NullMarked;
