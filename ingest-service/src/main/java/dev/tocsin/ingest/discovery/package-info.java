/** From a site's address to its feeds. */
@NullMarked
package dev.tocsin.ingest.discovery;

import org.jspecify.annotations.NullMarked;
