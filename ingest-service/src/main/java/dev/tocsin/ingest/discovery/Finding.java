package dev.tocsin.ingest.discovery;

import dev.tocsin.ingest.fetch.FetchOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a search ended.
 *
 * @param candidates the most probable first
 * @param trouble of the page itself; null when it was read
 * @param unread the first address that would not give its feed; null when there was none
 * @param timeUp whether there was more to ask for
 */
record Finding(
        List<Candidate> candidates,
        @Nullable FetchOutcome trouble,
        @Nullable Unread unread,
        boolean timeUp) {
    private static final String ASK_THE_SITE = " Look on the site for a link called RSS, and register its address.";

    Finding {
        candidates = List.copyOf(candidates);
    }

    /** An address that the page names, or at which the site sent us away. */
    record Unread(String url, FetchOutcome outcome) {}

    /** Why there is no candidate, and what to do about it. */
    String words() {
        if (trouble != null) {
            return trouble.words();
        }
        if (unread != null) {
            return "No feed could be read from " + unread.url + ". " + unread.outcome.words();
        }
        return (timeUp
                        ? "The time for a search was up before all addresses were asked for."
                        : "The page names no feed that can be read, and there is none in the usual places.")
                + ASK_THE_SITE;
    }
}
