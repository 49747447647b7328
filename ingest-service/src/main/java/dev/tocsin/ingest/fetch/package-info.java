/** One polite, bounded, address-guarded HTTP request and everything the world may answer to it. */
@NullMarked
package dev.tocsin.ingest.fetch;

import org.jspecify.annotations.NullMarked;
