package dev.tocsin.ingest.fetch;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that asking for a feed may end in. {@link #words} is what the operator reads. */
public sealed interface FetchOutcome {

    /** A sentence for people: what happened and, where there is something to do, what. */
    String words();

    /** A stable word for metrics. */
    String kind();

    /**
     * A document came.
     *
     * @param finalUrl where it came from after redirects: the base of its relative links
     */
    record Modified(byte[] body, @Nullable String contentType, WebUrl finalUrl, Validators validators)
            implements FetchOutcome {
        @Override
        public String words() {
            return "The site answered with a document.";
        }

        @Override
        public String kind() {
            return "modified";
        }
    }

    /** 304; validators only where the site sent new ones. */
    record NotModified(Validators validators) implements FetchOutcome {
        @Override
        public String words() {
            return "Nothing has changed since the last check.";
        }

        @Override
        public String kind() {
            return "not_modified";
        }
    }

    /** 429, or 503 that says when to come back. */
    record RateLimited(int status, Optional<Duration> retryAfter) implements FetchOutcome {
        @Override
        public String words() {
            return "The site asks us to come back later (HTTP " + status + ")"
                    + retryAfter.map(d -> ", in " + d.toSeconds() + " seconds").orElse("") + ".";
        }

        @Override
        public String kind() {
            return "rate_limited";
        }
    }

    /** 410: the publisher withdrew the feed for good. */
    record Gone() implements FetchOutcome {
        @Override
        public String words() {
            return "The site says that this feed is gone for good (HTTP 410), so it is no longer checked. "
                    + "Delete it, or register its new address.";
        }

        @Override
        public String kind() {
            return "gone";
        }
    }

    /** We do not go there: a forbidden address, a malformed URL, a redirect that we do not follow. */
    record Refused(String reason) implements FetchOutcome {
        @Override
        public String words() {
            return "Not fetched: " + reason + ".";
        }

        @Override
        public String kind() {
            return "refused";
        }
    }

    record TooLarge(int limitBytes) implements FetchOutcome {
        @Override
        public String words() {
            return "The document is larger than " + limitBytes / (1024 * 1024) + " MB; reading was stopped there.";
        }

        @Override
        public String kind() {
            return "too_large";
        }
    }

    record TimedOut(Duration deadline) implements FetchOutcome {
        @Override
        public String words() {
            return "The site did not finish its answer within " + deadline.toSeconds() + " seconds.";
        }

        @Override
        public String kind() {
            return "timed_out";
        }
    }

    /** Any status that is neither a document nor one of the above. */
    record BadStatus(int status) implements FetchOutcome {
        @Override
        public String words() {
            String meaning = switch (status) {
                case 401 -> "asks for a login";
                case 403 -> "refuses us; some sites block programs that read feeds";
                case 404 -> "has nothing at this address";
                default -> status >= 500 ? "has a fault of its own" : "answered unexpectedly";
            };
            return "The site " + meaning + " (HTTP " + status + ").";
        }

        @Override
        public String kind() {
            return "bad_status";
        }
    }

    /** No usable answer at all: no such host, connection refused or cut, bad certificate, bad compression. */
    record Failed(String reason) implements FetchOutcome {
        @Override
        public String words() {
            return reason + ".";
        }

        @Override
        public String kind() {
            return "failed";
        }
    }
}
