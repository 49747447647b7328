/** Subscriptions as their owners see and change them. */
@NullMarked
package dev.tocsin.alerting.subscribing;

import org.jspecify.annotations.NullMarked;
