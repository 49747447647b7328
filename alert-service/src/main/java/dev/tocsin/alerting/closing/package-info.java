/** The end of an account, and its return: what stops with it, and what comes back. */
@NullMarked
package dev.tocsin.alerting.closing;

import org.jspecify.annotations.NullMarked;
