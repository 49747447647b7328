/** What an article is called: its addresses in all their spellings, and the ids that are made of them. */
@NullMarked
package dev.tocsin.ingest.identity;

import org.jspecify.annotations.NullMarked;
