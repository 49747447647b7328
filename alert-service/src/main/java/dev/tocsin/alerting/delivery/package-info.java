/**
 * One message to one subscription until it is delivered or visibly given up: the queue in PostgreSQL and its
 * dispatcher.
 */
@NullMarked
package dev.tocsin.alerting.delivery;

import org.jspecify.annotations.NullMarked;
