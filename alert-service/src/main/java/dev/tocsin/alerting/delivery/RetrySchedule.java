package dev.tocsin.alerting.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When to try again: one gap before each try, the first of them before the first try.
 *
 * <p>Each gap is stretched or shrunk by up to a fifth, so that the messages which failed together do not come back
 * together.
 */
public record RetrySchedule(List<Duration> gaps) {

    private static final double JITTER = 0.2;

    public RetrySchedule {
        gaps = List.copyOf(gaps);
        if (gaps.isEmpty() || gaps.stream().anyMatch(Duration::isNegative)) {
            throw new IllegalArgumentException("a retry schedule has at least one gap and no negative one: " + gaps);
        }
    }

    /** The pause after {@code tries} failed tries; empty when the schedule is used up. */
    public Optional<Duration> pauseAfter(int tries, RandomGenerator random) {
        if (tries >= gaps.size()) {
            return Optional.empty();
        }
        double stretch = 1 - JITTER + 2 * JITTER * random.nextDouble();
        return Optional.of(Duration.ofMillis(Math.round(gaps.get(tries).toMillis() * stretch)));
    }
}
