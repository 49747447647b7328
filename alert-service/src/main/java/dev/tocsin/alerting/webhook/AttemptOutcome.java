package dev.tocsin.alerting.webhook;

import dev.tocsin.alerting.content.Answer;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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

    /**
     * Any other status but those below, or a chat service that says so in its answer.
     *
     * @param words what the owner reads, with those of the service; empty when the status says it all
     */
    record Rejected(int status, String words) implements AttemptOutcome {

        public Rejected(int status) {
            this(status, "");
        }

        @Override
        public String name() {
            return "rejected";
        }

        @Override
        public String description() {
            if (!words.isEmpty()) {
                return words;
            }
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

    /** 410, or a refusal with the header {@code webhook-delivery: disable}: the owner wants no more. */
    record Gone(int status) implements AttemptOutcome {
        @Override
        public String name() {
            return "gone";
        }

        @Override
        public String description() {
            return status == 410
                    ? "answered 410: the endpoint is gone"
                    : "answered " + status + " with webhook-delivery: disable";
        }
    }

    /** A refusal with the header {@code webhook-delivery: abort-message}: the owner does not want this message. */
    record Aborted(int status) implements AttemptOutcome {
        @Override
        public String name() {
            return "aborted";
        }

        @Override
        public String description() {
            return "answered " + status + " with webhook-delivery: abort-message";
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

    /**
     * By the status and what the receiver asks for besides; what is delivered is delivered, whatever else it says.
     *
     * @param retryAfter what the answer asks for; zero when it does not say
     * @param wish the answer's header {@code webhook-delivery} (proposed for Standard Webhooks), null when it has none
     */
    static AttemptOutcome of(int status, Duration retryAfter, @Nullable String wish) {
        String asked = wish == null ? "" : wish.strip().toLowerCase(Locale.ROOT);
        boolean refused = status < 200 || status >= 300;
        if (refused && asked.equals("disable")) {
            return new Gone(status);
        }
        return refused && asked.equals("abort-message") ? new Aborted(status) : ofStatus(status, retryAfter);
    }

    /** Of a chat service, which may refuse in its body what its status accepts. */
    default AttemptOutcome judged(Answer answer) {
        Duration asked = this instanceof Throttled throttled ? throttled.retryAfter() : Duration.ZERO;
        if (answer instanceof Answer.Throttled more && (this instanceof Delivered || this instanceof Throttled)) {
            return new Throttled(status(), more.retryAfter().compareTo(asked) > 0 ? more.retryAfter() : asked);
        }
        boolean refused = this instanceof Delivered || this instanceof Rejected && status() >= 400;
        return answer instanceof Answer.Rejected rejected && refused ? new Rejected(status(), rejected.words()) : this;
    }

    /** @param retryAfter what the answer asks for; zero when it does not say */
    static AttemptOutcome ofStatus(int status, Duration retryAfter) {
        if (status >= 200 && status < 300) {
            return new Delivered(status);
        }
        switch (status) {
            case 410:
                return new Gone(status);
            case 429, 502, 503, 504:
                return new Throttled(status, retryAfter);
            default:
                return new Rejected(status);
        }
    }
}
