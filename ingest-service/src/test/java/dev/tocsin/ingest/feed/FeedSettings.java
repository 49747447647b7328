package dev.tocsin.ingest.feed;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A configuration for tests: the defaults, with a poll interval of its own. */
record FeedSettings(Duration pollInterval) implements FeedConfig {
    @Override
    public Duration slowestInterval() {
        return Duration.ofHours(1);
    }

    @Override
    public Duration longestFreshness() {
        return Duration.ofDays(1);
    }

    @Override
    public Duration whenForbidden() {
        return Duration.ofHours(4);
    }

    @Override
    public Duration believeMoveAfter() {
        return Duration.ofDays(7);
    }

    @Override
    public Duration missingAfter() {
        return Duration.ofDays(7);
    }

    @Override
    public int silenceFactor() {
        return 8;
    }

    @Override
    public Duration silenceFloor() {
        return Duration.ofDays(4);
    }

    @Override
    public Optional<List<String>> urls() {
        return Optional.empty();
    }

    @Override
    public int concurrency() {
        return 64;
    }

    @Override
    public int checksPerSecond() {
        return 500;
    }

    @Override
    public Duration hostSpacing() {
        return Duration.ofSeconds(1);
    }

    @Override
    public int hostFailures() {
        return 5;
    }

    @Override
    public Duration lease() {
        return Duration.ofSeconds(60);
    }

    @Override
    public int maxItems() {
        return 2000;
    }
}
