package dev.tocsin.ingest.fetch;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads an answer that redirects no further as the outcome that it stands for. */
final class Reading {
    private final int maxBytes;

    Reading(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Inflates: never call it on an event loop for a 200.
     *
     * @param from where the answer came from
     * @param movedTo where the feed has moved for good
     */
    FetchOutcome outcome(Reply.Answer answer, WebUrl from, @Nullable WebUrl movedTo, Instant now) {
        int status = answer.status();
        FetchOutcome.Terms terms = new FetchOutcome.Terms(
                new Validators(answer.header("etag"), answer.header("last-modified")),
                Freshness.of(answer.headers(), now),
                movedTo);
        Optional<Duration> retryAfter = RetryAfter.parse(answer.header("retry-after"), now);
        if (status == 200) {
            return document(answer, from, terms);
        }
        if (status == 304) {
            return new FetchOutcome.NotModified(terms);
        }
        if (status == 403 || status == 429 || status == 503) {
            Optional<String> challenge = Challenge.in(answer.headers(), answer.body());
            if (challenge.isPresent()) {
                return new FetchOutcome.Challenged(challenge.get(), status);
            }
        }
        return switch (status) {
            case 401, 403, 451 -> new FetchOutcome.Forbidden(status);
            case 404 -> new FetchOutcome.Missing();
            case 410 -> new FetchOutcome.Gone();
            case 429 -> new FetchOutcome.RateLimited(status, retryAfter);
            case 503 ->
                retryAfter.isPresent()
                        ? new FetchOutcome.RateLimited(status, retryAfter)
                        : new FetchOutcome.BadStatus(status);
            default -> new FetchOutcome.BadStatus(status);
        };
    }

    private FetchOutcome document(Reply.Answer answer, WebUrl from, FetchOutcome.Terms terms) {
        try {
            byte[] inflated = Inflation.inflate(answer.body(), answer.header("content-encoding"), maxBytes);
            return new FetchOutcome.Modified(
                    inflated,
                    answer.header("content-type"),
                    from,
                    answer.headers().allValues("link"),
                    answer.body().length,
                    terms);
        } catch (Inflation.LimitExceeded e) {
            return new FetchOutcome.TooLarge(maxBytes);
        } catch (IOException e) {
            return new FetchOutcome.Failed(Fault.COMPRESSION, "The document's compression is broken");
        }
    }
}
