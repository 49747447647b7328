/** The page that an item links to: where the feed carries a summary only, the article's own words come from here. */
@NullMarked
package dev.tocsin.ingest.page;

import org.jspecify.annotations.NullMarked;
