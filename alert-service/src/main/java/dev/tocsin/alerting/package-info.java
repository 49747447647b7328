/** Owns promises: event reports in, alerts and signed webhooks out. */
@NullMarked
package dev.tocsin.alerting;

import org.jspecify.annotations.NullMarked;
