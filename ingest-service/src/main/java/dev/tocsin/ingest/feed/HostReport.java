package dev.tocsin.ingest.feed;

import dev.tocsin.ingest.fetch.Fault;
import dev.tocsin.ingest.fetch.FetchOutcome;
import java.time.Duration;

/**
 * What a check tells of the host, beyond its own feed.
 *
 * @param failures that would have met any other feed of the host as well
 * @param answered whether the host did what it should; makes up for all failures before
 * @param pause that the host asked for
 * @param maybeOfTheFeedAlone whether other feeds of the host, or where this one redirects to, may have nothing to do
 *     with the failures
 */
public record HostReport(int failures, boolean answered, Duration pause, boolean maybeOfTheFeedAlone) {
    /** Asked for more, the host's other feeds are tried all the same: it may have meant the one. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /**
     * A feed that has failed so often in a row speaks for itself only: else a host with many dead feeds would be closed
     * for hour after hour, and its living ones would wait for each of them.
     */
    private static final int KNOWN_TO_FAIL = 3;

    private static final HostReport FINE = new HostReport(0, true, Duration.ZERO, false);
    private static final HostReport FAILED = new HostReport(1, false, Duration.ZERO, true);
    private static final HostReport NOTHING = new HostReport(0, false, Duration.ZERO, false);

    public static HostReport of(FetchOutcome outcome) {
        if (outcome instanceof FetchOutcome.RateLimited limited) {
            Duration asked = limited.retryAfter().orElse(Duration.ZERO);
            return new HostReport(1, false, asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked, false);
        }
        if (outcome instanceof FetchOutcome.TimedOut
                || outcome instanceof FetchOutcome.BadStatus status && status.status() >= 500) {
            return FAILED;
        }
        if (outcome instanceof FetchOutcome.Failed failed) {
            return failed.fault() == Fault.COMPRESSION || failed.fault() == Fault.OURS ? NOTHING : FAILED;
        }
        return outcome instanceof FetchOutcome.Refused ? NOTHING : FINE;
    }

    HostReport and(HostReport other) {
        return new HostReport(
                failures + other.failures,
                answered || other.answered,
                pause.compareTo(other.pause) > 0 ? pause : other.pause,
                maybeOfTheFeedAlone && other.maybeOfTheFeedAlone);
    }

    /**
     * @param failuresBefore of the host
     * @param errorsBefore of the feed, in a row
     * @return whether it changes what is known of the host
     */
    boolean isNews(int failuresBefore, int errorsBefore) {
        boolean known = maybeOfTheFeedAlone && errorsBefore >= KNOWN_TO_FAIL;
        return failures > 0 && !known || answered && failuresBefore > 0;
    }
}
