/**
 * Every dialect of feed, brought to one shape: bytes in, FeedItems out, by way of
 * {@code charset} and {@code markup}.
 */
@NullMarked
package dev.tocsin.ingest.parse;

import org.jspecify.annotations.NullMarked;
