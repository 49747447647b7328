/** Idempotency keys: a POST that is sent again is done once and answered twice. */
@NullMarked
package dev.tocsin.alerting.idempotency;

import org.jspecify.annotations.NullMarked;
