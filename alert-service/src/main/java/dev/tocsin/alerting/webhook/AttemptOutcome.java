package dev.tocsin.alerting.webhook;

import java.time.Duration;

/**
 * What one try came to. The next state of the delivery follows from it alone.
 *
 * <p>By Standard Webhooks 1.0: only 2xx is success; a redirect is never followed and counts as a refusal; 410 means
 * "stop"; every other answer is tried again, also a 4xx, because receivers deploy fixes.
 */
public sealed interface AttemptOutcome {

    /** Retry-After is honoured up to here; a receiver must not park a message for ever. */
    Duration MAX_RETRY_AFTER = Duration.ofHours(10);

    /** One word for metrics and the table. */
    String name();

    /** The status of the answer; 0 when there was none. */
    int status();

    /** In plain words for the owner of the subscription; never an address, never what stands behind one. */
    String description();

    /** 2xx. */
    record Delivered(int status) implements AttemptOutcome {
        @Override
        public String name() {
            return "delivered";
        }

        @Override
        public String description() {
            return "answered " + status;
        }
    }

    /** Any other status but those below. */
    record Rejected(int status) implements AttemptOutcome {
        @Override
        public String name() {
            return "rejected";
        }

        @Override
        public String description() {
            return status >= 300 && status < 400
                    ? "answered " + status + ": redirects are never followed, change the subscription's url instead"
                    : "answered " + status;
        }
    }

    /**
     * 429, 502, 503 or 504: the receiver, or what stands before it, asks for a pause.
     *
     * @param retryAfter how long it asks for, between zero (did not say) and {@link #MAX_RETRY_AFTER}
     */
    record Throttled(int status, Duration retryAfter) implements AttemptOutcome {
        public Throttled {
            if (retryAfter.isNegative()) {
                throw new IllegalArgumentException("negative pause " + retryAfter);
            }
            retryAfter = retryAfter.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : retryAfter;
        }

        @Override
        public String name() {
            return "throttled";
        }

        @Override
        public String description() {
            return retryAfter.isZero()
                    ? "answered " + status
                    : "answered " + status + " and asked for a pause of " + retryAfter.toSeconds() + " s";
        }
    }

    /** 410: the owner wants no more. */
    record Gone() implements AttemptOutcome {
        @Override
        public int status() {
            return 410;
        }

        @Override
        public String name() {
            return "gone";
        }

        @Override
        public String description() {
            return "answered 410: the endpoint is gone";
        }
    }

    /** The answer was not complete when the deadline passed. */
    record TimedOut(Duration deadline) implements AttemptOutcome {
        @Override
        public int status() {
            return 0;
        }

        @Override
        public String name() {
            return "timed_out";
        }

        @Override
        public String description() {
            return "no complete answer within " + deadline.toMillis() + " ms";
        }
    }

    /**
     * No HTTP answer: name not found, connection refused or broken, TLS failed, not HTTP.
     *
     * @param reason the kind of failure, without any address
     */
    record Unreachable(String reason) implements AttemptOutcome {
        @Override
        public int status() {
            return 0;
        }

        @Override
        public String name() {
            return "unreachable";
        }

        @Override
        public String description() {
            return reason;
        }
    }

    /**
     * Not tried, and no later try could differ: the address is not allowed, or the message is too large.
     *
     * @param reason may be shown to the tenant
     */
    record Refused(String reason) implements AttemptOutcome {
        @Override
        public int status() {
            return 0;
        }

        @Override
        public String name() {
            return "refused";
        }

        @Override
        public String description() {
            return reason;
        }
    }

    /** @param retryAfter what the answer asks for; zero when it does not say */
    static AttemptOutcome ofStatus(int status, Duration retryAfter) {
        if (status >= 200 && status < 300) {
            return new Delivered(status);
        }
        switch (status) {
            case 410:
                return new Gone();
            case 429, 502, 503, 504:
                return new Throttled(status, retryAfter);
            default:
                return new Rejected(status);
        }
    }
}
