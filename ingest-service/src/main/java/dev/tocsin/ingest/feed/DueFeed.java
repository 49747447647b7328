package dev.tocsin.ingest.feed;

import dev.tocsin.ingest.fetch.Validators;
import org.jspecify.annotations.Nullable;

/**
 * A feed whose turn it is, with what earlier checks left.
 *
 * @param lease what this check runs under
 * @param firstUrl what the feed was registered as: its articles' identity, whatever address it has now
 * @param host whom it asks
 * @param misread why the document that the validators belong to is no feed; null when it was one
 * @param documentSha256 of the document last read
 * @param hostFailures in a row, over all feeds of the host
 * @param hubProven whether its hub lately announced what was new before a check found it
 */
public record DueFeed(
        String id,
        String lease,
        String feedUrl,
        String firstUrl,
        String host,
        @Nullable String title,
        Validators validators,
        int consecutiveErrors,
        @Nullable String misread,
        @Nullable String documentSha256,
        Rhythm rhythm,
        Timetable timetable,
        int hostFailures,
        boolean hubProven) {}
