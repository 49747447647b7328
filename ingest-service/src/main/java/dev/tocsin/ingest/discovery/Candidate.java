package dev.tocsin.ingest.discovery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A feed that was found, fetched and understood.
 *
 * @param feedUrl to register
 * @param format such as {@code rss 2.0}
 * @param items in the document now
 * @param newest when the newest of them was published; null where none has a date
 */
public record Candidate(
        String feedUrl,
        @Nullable String title,
        String format,
        int items,
        @Nullable Instant newest) {}
