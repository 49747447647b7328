/** How a process stops: nothing new is begun, and what has begun is waited for. */
@NullMarked
package dev.tocsin.alerting.drain;

import org.jspecify.annotations.NullMarked;
