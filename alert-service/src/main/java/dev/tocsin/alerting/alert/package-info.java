/** One real-world event, gathered from all reports of it: its document, its rows, its queries. */
@NullMarked
package dev.tocsin.alerting.alert;

import org.jspecify.annotations.NullMarked;
