/**
 * Standard Webhooks on the wire: a message, its signature, the address it may go to, and what the receiver answered.
 */
@NullMarked
package dev.tocsin.alerting.webhook;

import org.jspecify.annotations.NullMarked;
