/** Who may ask: accounts, their API keys, and the caller of a request. */
@NullMarked
package dev.tocsin.alerting.account;

import org.jspecify.annotations.NullMarked;
