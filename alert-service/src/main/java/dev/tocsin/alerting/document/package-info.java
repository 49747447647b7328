/** What people and programs read about the service itself: the pages that refusals lead to. */
@NullMarked
package dev.tocsin.alerting.document;

import org.jspecify.annotations.NullMarked;
