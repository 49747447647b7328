package dev.tocsin.alerting.alert;

import java.time.Duration;
import java.time.Instant;

/**
 * How often a batch was tried, and until when it is.
 *
 * @param nextWait before the next try; each is twice as long as the one before
 */
public record Patience(Duration nextWait, Duration longestWait, Instant end) {
    public static Patience from(AlertConfig config, Instant now) {
        return new Patience(config.firstRetryAfter(), config.longestRetryAfter(), now.plus(config.giveUpAfter()));
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(end);
    }

    public Patience afterWait() {
        Duration twice = nextWait.multipliedBy(2);
        return new Patience(twice.compareTo(longestWait) < 0 ? twice : longestWait, longestWait, end);
    }
}
