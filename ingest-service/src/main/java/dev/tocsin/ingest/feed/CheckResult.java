package dev.tocsin.ingest.feed;

import dev.tocsin.ingest.fetch.FetchOutcome;
import dev.tocsin.ingest.fetch.Validators;
import dev.tocsin.ingest.fetch.WebUrl;
import dev.tocsin.ingest.identity.CanonicalUrl;
import dev.tocsin.ingest.identity.TypedId;
import dev.tocsin.ingest.parse.ParsedFeed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a check leaves on a feed's row.
 *
 * @param trouble null when the check went well
 * @param forgetValidators whether the stored validators go where no new ones came, so that the next request is
 *     unconditional
 * @param content of a document that was read; null leaves what is known
 * @param movedTo where the site says that the feed has moved for good; counts only where there was no trouble
 * @param unchanged whether the site said so itself (304)
 * @param received bytes of the body as they were sent
 */
public record CheckResult(
        @Nullable Trouble trouble,
        boolean forgetValidators,
        Validators validators,
        @Nullable Content content,
        @Nullable WebUrl movedTo,
        boolean unchanged,
        int received,
        Duration nextCheckIn) {

    /**
     * Why there was no feed to be had.
     *
     * @param kind a stable word
     * @param words for people
     * @param ends whether the feed is not checked any more
     */
    public record Trouble(String kind, String words, boolean ends) {}

    /** What a document, once understood, tells of its feed. */
    public record Content(
            @Nullable String title, @Nullable String siteUrl, String sha256, Rhythm rhythm, Timetable timetable) {

        public static Content of(ParsedFeed feed, @Nullable String title, String sha256, Rhythm rhythm) {
            String siteUrl = CanonicalUrl.parse(feed.siteUrl())
                    .map(CanonicalUrl::toString)
                    .orElse(null);
            return new Content(title, siteUrl, sha256, rhythm, Timetable.of(feed.schedule()));
        }
    }

    /** A document came and was understood: its validators replace the stored ones, also by nothing. */
    public static CheckResult read(FetchOutcome.Modified document, Content content, Duration next) {
        FetchOutcome.Terms terms = document.terms();
        return new CheckResult(
                null, true, terms.validators(), content, terms.movedTo(), false, document.received(), next);
    }

    /** The very document that was read last came again, from a site that knows no 304. */
    public static CheckResult sameDocument(FetchOutcome.Modified document, Duration next) {
        FetchOutcome.Terms terms = document.terms();
        return new CheckResult(null, true, terms.validators(), null, terms.movedTo(), false, document.received(), next);
    }

    /** Nothing new: only validators that came anew replace the stored ones. */
    public static CheckResult unchanged(FetchOutcome.NotModified answer, Duration next) {
        FetchOutcome.Terms terms = answer.terms();
        return new CheckResult(null, false, terms.validators(), null, terms.movedTo(), true, 0, next);
    }

    /** Nothing new, and what is there is still no feed. */
    public static CheckResult stillMisread(FetchOutcome.NotModified answer, String reason, Duration next) {
        return new CheckResult(misread(reason), false, answer.terms().validators(), null, null, true, 0, next);
    }

    /** A document came but is no feed; it is not fetched again before it changes. */
    public static CheckResult notUnderstood(FetchOutcome.Modified document, String reason, Duration next) {
        return new CheckResult(
                misread(reason), true, document.terms().validators(), null, null, false, document.received(), next);
    }

    /** No document came; what we know stays. */
    public static CheckResult failed(FetchOutcome outcome, Duration next) {
        Trouble trouble = new Trouble(outcome.kind(), outcome.words(), outcome instanceof FetchOutcome.Gone);
        return new CheckResult(trouble, false, Validators.NONE, null, null, false, 0, next);
    }

    public static String sha256(FetchOutcome.Modified document) {
        return TypedId.sha256Hex(document.body());
    }

    private static Trouble misread(String reason) {
        return new Trouble(CheckRepository.MISREAD, reason, false);
    }
}
