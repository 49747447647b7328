package dev.tocsin.ingest.feed;

import dev.tocsin.ingest.fetch.FetchOutcome;
import dev.tocsin.ingest.parse.ParseOutcome;
import dev.tocsin.ingest.parse.ParsedFeed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a check comes to: its result, with the time of the next. */
public final class CheckAssessment {
    private final PollSchedule schedule;

    public CheckAssessment(PollSchedule schedule) {
        this.schedule = schedule;
    }

    public CheckResult failed(DueFeed feed, FetchOutcome outcome) {
        return CheckResult.failed(outcome, schedule.afterFailure(outcome, feed.consecutiveErrors(), feed.timetable()));
    }

    /** @param fresh for how long asking again is pointless, by the site's word or its hub's */
    public CheckResult unchanged(DueFeed feed, FetchOutcome.NotModified answer, Duration fresh) {
        if (feed.misread() != null) {
            return CheckResult.stillMisread(
                    answer, feed.misread(), schedule.afterNonsense(feed.consecutiveErrors(), feed.timetable()));
        }
        return CheckResult.unchanged(answer, schedule.afterSuccess(feed.rhythm(), fresh, feed.timetable()));
    }

    public CheckResult sameDocument(DueFeed feed, FetchOutcome.Modified document, Duration fresh) {
        return CheckResult.sameDocument(document, schedule.afterSuccess(feed.rhythm(), fresh, feed.timetable()));
    }

    public CheckResult notUnderstood(DueFeed feed, FetchOutcome.Modified document, ParseOutcome.NotAFeed not) {
        return CheckResult.notUnderstood(
                document, not.reason(), schedule.afterNonsense(feed.consecutiveErrors(), feed.timetable()));
    }

    /** @param outlet what the feed calls itself */
    public CheckResult read(
            DueFeed feed, FetchOutcome.Modified document, ParsedFeed parsed, @Nullable String outlet, Duration fresh) {
        CheckResult.Content content = CheckResult.Content.of(
                parsed, outlet, CheckResult.sha256(document), schedule.learn(feed.rhythm(), parsed));
        return CheckResult.read(document, content, schedule.afterSuccess(content.rhythm(), fresh, content.timetable()));
    }
}
