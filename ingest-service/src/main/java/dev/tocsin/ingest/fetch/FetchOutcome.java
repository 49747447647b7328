package dev.tocsin.ingest.fetch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that asking for a feed may end in. {@link #words} is what the operator reads. */
public sealed interface FetchOutcome {

    /** A sentence for people: what happened and, where there is something to do, what. */
    String words();

    /** A stable word for metrics and the table. */
    String kind();

    /**
     * What a good answer says beside its document.
     *
     * @param validators those that came
     * @param freshFor for how long the site says that asking again is pointless; zero where it says nothing
     * @param movedTo where the feed has moved for good, by an unbroken row of 301s and 308s; a 302 in between ends it
     */
    record Terms(
            Validators validators,
            Duration freshFor,
            @Nullable WebUrl movedTo) {}

    /**
     * A document came.
     *
     * @param finalUrl where it came from after redirects: the base of its relative links
     * @param links Link headers as they came (RFC 8288)
     * @param received bytes as they were sent, before inflating
     */
    record Modified(
            byte[] body, @Nullable String contentType, WebUrl finalUrl, List<String> links, int received, Terms terms)
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
    record NotModified(Terms terms) implements FetchOutcome {
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

    /**
     * A page that only a browser with a person before it gets past.
     *
     * @param by whose, such as {@code Cloudflare}
     */
    record Challenged(String by, int status) implements FetchOutcome {
        @Override
        public String words() {
            return "The site answered a " + by + " challenge (HTTP " + status + "): it wants to see a browser, and we "
                    + "do not pretend to be one. Ask the publisher to let our User-Agent read the feed, or look for "
                    + "another address of it.";
        }

        @Override
        public String kind() {
            return "challenged";
        }
    }

    /** 401, 403 or 451: not for us. */
    record Forbidden(int status) implements FetchOutcome {
        @Override
        public String words() {
            return switch (status) {
                case 401 -> "The site asks for a login (HTTP 401).";
                case 451 -> "The site may not show this for legal reasons (HTTP 451).";
                default ->
                    "The site refuses us (HTTP " + status
                            + "); some sites block programs that read feeds. It is asked again some hours later.";
            };
        }

        @Override
        public String kind() {
            return "forbidden";
        }
    }

    /** 404. */
    record Missing() implements FetchOutcome {
        @Override
        public String words() {
            return "The site has nothing at this address (HTTP 404).";
        }

        @Override
        public String kind() {
            return "missing";
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

    /** How far the site had come when its time was up. */
    enum Stage {
        CONNECTING,
        ANSWERING,
        SENDING,
        WHOLE
    }

    record TimedOut(Stage stage, Duration limit) implements FetchOutcome {
        @Override
        public String words() {
            return switch (stage) {
                        case CONNECTING -> "The site did not take our connection";
                        case ANSWERING -> "The site took our request and did not begin to answer";
                        case SENDING -> "The site fell silent in the middle of its answer,";
                        case WHOLE -> "The site did not finish its answer";
                    }
                    + (stage == Stage.SENDING ? " for " : " within ") + limit.toSeconds() + " seconds.";
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
            return "The site " + (status >= 500 ? "has a fault of its own" : "answered unexpectedly") + " (HTTP "
                    + status + ").";
        }

        @Override
        public String kind() {
            return "bad_status";
        }
    }

    /** No usable answer at all. */
    record Failed(Fault fault, String reason) implements FetchOutcome {
        @Override
        public String words() {
            return reason + ".";
        }

        @Override
        public String kind() {
            return fault.kind();
        }
    }
}
