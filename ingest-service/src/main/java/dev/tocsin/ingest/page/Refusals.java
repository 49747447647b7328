package dev.tocsin.ingest.page;

import dev.tocsin.ingest.fetch.Fault;
import dev.tocsin.ingest.fetch.FetchOutcome;
import dev.tocsin.ingest.page.PageOutcome.NotRead;
import java.time.Duration;

/** What it means for an article that its page did not come. */
final class Refusals {
    /** Asked for more, the site's other pages are tried all the same: it may have meant the one. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private Refusals() {}

    /** @param pause for a site that does not say how long it wants to be left alone */
    static NotRead of(FetchOutcome answer, Duration pause) {
        if (answer instanceof FetchOutcome.RateLimited limited) {
            Duration asked = limited.retryAfter().orElse(pause);
            return again(answer, asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked);
        }
        if (answer instanceof FetchOutcome.TimedOut
                || (answer instanceof FetchOutcome.BadStatus status && status.status() >= 500)) {
            return again(answer, pause);
        }
        if (answer instanceof FetchOutcome.Failed failed && failed.fault() != Fault.OURS) {
            return again(answer, pause);
        }
        return NotRead.forGood(words(answer));
    }

    private static NotRead again(FetchOutcome answer, Duration pause) {
        return new NotRead("The page could not be read. " + answer.words(), true, pause, null);
    }

    /** The fetch's own words are of feeds. */
    private static String words(FetchOutcome answer) {
        if (answer instanceof FetchOutcome.Missing) {
            return "The page is not there (HTTP 404).";
        }
        if (answer instanceof FetchOutcome.Gone) {
            return "The page was taken down (HTTP 410).";
        }
        if (answer instanceof FetchOutcome.Forbidden forbidden) {
            return "The site does not show us the page (HTTP " + forbidden.status() + ").";
        }
        if (answer instanceof FetchOutcome.Challenged challenged) {
            return "The site wants to see a browser before it shows the page (" + challenged.by() + ").";
        }
        return "The page could not be read. " + answer.words();
    }
}
