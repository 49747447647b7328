/** Every dialect of feed, brought to one shape: bytes in, FeedItems out. */
@NullMarked
package dev.tocsin.ingest.parse;

import org.jspecify.annotations.NullMarked;
