/** What an alert said before, and why it holds the reports that it holds. */
@NullMarked
package dev.tocsin.alerting.history;

import org.jspecify.annotations.NullMarked;
