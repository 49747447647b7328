/** Who wants which alerts, and where: an endpoint, a filter, a secret. */
@NullMarked
package dev.tocsin.alerting.subscription;

import org.jspecify.annotations.NullMarked;
