/** What a log line says, and the keys that it is found by. */
@NullMarked
package dev.tocsin.ingest.log;

import org.jspecify.annotations.NullMarked;
