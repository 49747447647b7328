package dev.tocsin.ingest.feed;

import dev.tocsin.ingest.article.CanonicalUrl;
import dev.tocsin.ingest.fetch.FetchOutcome;
import dev.tocsin.ingest.fetch.Validators;
import dev.tocsin.ingest.parse.ParsedFeed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a check leaves on a feed's row.
 *
 * @param error in plain words; null when the check went well
 * @param forgetValidators whether the stored validators go, so that the next request is unconditional
 */
public record CheckResult(
        @Nullable String error,
        boolean disabled,
        boolean forgetValidators,
        Validators validators,
        @Nullable String title,
        @Nullable String siteUrl,
        Duration nextCheckIn) {

    /** A document came and was understood: its validators replace the stored ones, also by nothing. */
    public static CheckResult read(
            FetchOutcome.Modified document, ParsedFeed feed, @Nullable String title, Duration next) {
        String siteUrl =
                CanonicalUrl.parse(feed.siteUrl()).map(CanonicalUrl::toString).orElse(null);
        return new CheckResult(null, false, true, document.validators(), title, siteUrl, next);
    }

    /** Nothing new: only validators that came anew replace the stored ones. */
    public static CheckResult unchanged(FetchOutcome.NotModified answer, Duration next) {
        return new CheckResult(null, false, false, answer.validators(), null, null, next);
    }

    /** No document came; what we know stays. */
    public static CheckResult failed(FetchOutcome outcome, Duration next) {
        return new CheckResult(
                outcome.words(), outcome instanceof FetchOutcome.Gone, false, Validators.NONE, null, null, next);
    }

    /** A document came but is no feed. Without validators it is read anew next time instead of being "not modified". */
    public static CheckResult notUnderstood(String reason, Duration next) {
        return new CheckResult(reason, false, true, Validators.NONE, null, null, next);
    }
}
