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
 */
public record HostReport(int failures, boolean answered, Duration pause) {
    /** Asked for more, the host's other feeds are tried all the same: it may have meant the one. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private static final HostReport FINE = new HostReport(0, true, Duration.ZERO);
    private static final HostReport FAILED = new HostReport(1, false, Duration.ZERO);
    private static final HostReport NOTHING = new HostReport(0, false, Duration.ZERO);

    public static HostReport of(FetchOutcome outcome) {
        if (outcome instanceof FetchOutcome.RateLimited limited) {
            Duration asked = limited.retryAfter().orElse(Duration.ZERO);
            return new HostReport(1, false, asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked);
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
                pause.compareTo(other.pause) > 0 ? pause : other.pause);
    }

    /** @param failuresBefore of the host. @return whether it changes what is known of it */
    boolean isNews(int failuresBefore) {
        return failures > 0 || answered && failuresBefore > 0;
    }
}
