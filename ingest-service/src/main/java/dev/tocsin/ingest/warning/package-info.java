/** What a reading has to tell: what was repaired, what was not understood, and why it ended. */
@NullMarked
package dev.tocsin.ingest.warning;

import org.jspecify.annotations.NullMarked;
