/** Lists of feeds, as readers and operators hand them to each other. */
@NullMarked
package dev.tocsin.ingest.opml;

import org.jspecify.annotations.NullMarked;
