/** What we keep of an item: clean text, one identity, and its way to Kafka. */
@NullMarked
package dev.tocsin.ingest.article;

import org.jspecify.annotations.NullMarked;
