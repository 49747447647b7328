package dev.tocsin.ingest.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How a feed is doing, as its operator reads it.
 *
 * @param state one of {@link FeedState}'s words
 * @param why in plain words, with what to do where there is something to do
 * @param lastSuccessAt when the site last answered with the feed, or that nothing has changed
 * @param lastErrorKind a stable word, such as {@code dns}, {@code tls}, {@code challenged}; null when the last check went well
 * @param nextCheckAt null when there is none
 * @param newestItemAt when the newest item that we know of was published
 * @param usualGap between two items, as ISO 8601; null as long as it is not known
 * @param silentAfter when it will be called silent if nothing comes; null as long as its usual gap is not known
 * @param notModifiedShare of its checks that the site answered with 304, from 0 to 1; null before the first check
 * @param bytesReceived of bodies, as sent, since it was registered
 * @param movedTo where the site says that it has moved for good, until that is believed
 */
public record FeedHealth(
        String state,
        String why,
        @Nullable OffsetDateTime lastSuccessAt,
        @Nullable String lastErrorKind,
        @Nullable OffsetDateTime nextCheckAt,
        @Nullable OffsetDateTime newestItemAt,
        @Nullable String usualGap,
        @Nullable Instant silentAfter,
        @Nullable Double notModifiedShare,
        long bytesReceived,
        long checks,
        @Nullable String movedTo) {

    static FeedHealth of(HealthRepository.Standing standing, Silence silence, Instant now) {
        FeedEntity feed = standing.feed();
        Duration gap = feed.usualGapMs == null ? null : Duration.ofMillis(feed.usualGapMs);
        return new FeedHealth(
                standing.state().word(),
                why(standing, gap, now),
                feed.lastSuccessAt,
                feed.lastErrorKind,
                feed.disabled ? null : feed.nextCheckAt,
                feed.lastNewsAt,
                gap == null ? null : gap.truncatedTo(ChronoUnit.SECONDS).toString(),
                gap == null || feed.lastNewsAt == null
                        ? null
                        : feed.lastNewsAt.toInstant().plus(silence.allowed(gap)),
                feed.checks == 0 ? null : Math.round(1000.0 * feed.notModified / feed.checks) / 1000.0,
                feed.bytesReceived,
                feed.checks,
                feed.movedTo);
    }

    private static String why(HealthRepository.Standing standing, @Nullable Duration gap, Instant now) {
        FeedEntity feed = standing.feed();
        String trouble = feed.lastError == null ? "" : feed.lastError;
        return switch (standing.state()) {
            case DISABLED -> trouble.isEmpty() ? "It is no longer checked." : trouble;
            case NEW -> "It has not been checked yet; its turn is " + in(feed.nextCheckAt, now) + ".";
            case MISSING ->
                "The site has had nothing at this address (HTTP 404) for "
                        + words(Duration.between(feed.missingSince.toInstant(), now))
                        + ". POST /v1/feeds/discover with its site's address finds the new one, if there is one.";
            case WAITING -> waiting(standing, trouble, now);
            case FAILING ->
                trouble
                        + (feed.consecutiveErrors > 1
                                ? " So it ended " + feed.consecutiveErrors + " times in a row."
                                : "")
                        + (CheckRepository.MISREAD.equals(feed.lastErrorKind)
                                ? " POST /v1/feeds/discover finds the feeds of a page."
                                : "");
            case SILENT ->
                "It answers, but its newest item is " + words(Duration.between(feed.lastNewsAt.toInstant(), now))
                        + " old, where one usually comes every " + words(gap == null ? Duration.ZERO : gap)
                        + ". It may be abandoned, or its news may have moved: look at the site, or let POST"
                        + " /v1/feeds/discover look for another feed of it.";
            case OK -> "The last check went well" + (feed.movedTo == null ? "." : "; the site says that it has moved.");
        };
    }

    private static String waiting(HealthRepository.Standing standing, String trouble, Instant now) {
        OffsetDateTime closedUntil = standing.closedUntil();
        return closedUntil != null && closedUntil.toInstant().isAfter(now)
                ? trouble + (trouble.isEmpty() ? "" : " ") + "Its host is left alone for "
                        + words(Duration.between(now, closedUntil.toInstant())) + ", over all its feeds."
                : trouble;
    }

    private static String in(OffsetDateTime time, Instant now) {
        return time.toInstant().isAfter(now) ? "in " + words(Duration.between(now, time.toInstant())) : "now";
    }

    /** The largest unit that makes at least two of it, or else the smallest: nobody wants the seconds of a month. */
    static String words(Duration time) {
        long seconds = Math.max(1, time.toSeconds());
        return seconds >= 2 * 86_400
                ? seconds / 86_400 + " days"
                : seconds >= 2 * 3600
                        ? seconds / 3600 + " hours"
                        : seconds >= 120
                                ? seconds / 60 + " minutes"
                                : seconds + (seconds == 1 ? " second" : " seconds");
    }
}
