package dev.tocsin.alerting.webhook;

import java.time.Duration;
import java.time.Instant;

/**
 * One HTTP try.
 *
 * @param latency from the start to the last byte of the answer, or to giving up
 * @param excerpt the first kilobyte of the answer's body, for the owner to read; empty when there was none
 */
public record Attempt(Instant startedAt, Duration latency, AttemptOutcome outcome, String excerpt) {

    static final int MAX_EXCERPT_BYTES = 1_024;
}
