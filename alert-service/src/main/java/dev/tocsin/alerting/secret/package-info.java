/** Secrets at rest: what the database holds of them can be read with a key of the operator's only. */
@NullMarked
package dev.tocsin.alerting.secret;

import org.jspecify.annotations.NullMarked;
