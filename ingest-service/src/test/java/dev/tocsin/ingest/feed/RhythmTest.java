package dev.tocsin.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RhythmTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:30:00Z");
    private static final Duration MIN = Duration.ofMinutes(5);
    private static final Duration MAX = Duration.ofHours(1);

    @Test
    void usualGapIsReadFromTheDatesOfTheFirstDocument() {
        Rhythm rhythm = Rhythm.UNKNOWN.heard(hoursAgo(1, 3, 5, 7, 9), NOW);

        assertThat(rhythm).isEqualTo(new Rhythm(Duration.ofHours(2), NOW.minus(Duration.ofHours(1))));
    }

    @Test
    void nightIsNoGap() {
        List<Instant> twoDays = Stream.of(IntStream.range(1, 8), IntStream.range(20, 30))
                .flatMap(hours -> hours.mapToObj(RhythmTest::ago))
                .toList();

        assertThat(Rhythm.UNKNOWN.heard(twoDays, NOW).usualGap()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void itemsOfOneBurstCountAsOne() {
        List<Instant> morningAndEvening = IntStream.range(0, 18)
                .mapToObj(i -> ago(1 + i / 6 * 12).minusSeconds(i % 6 * 10L))
                .toList();

        assertThat(Rhythm.UNKNOWN.heard(morningAndEvening, NOW).usualGap())
                .isCloseTo(Duration.ofHours(12), Duration.ofMinutes(2));
    }

    @Test
    void dateInTheFutureSaysNothing() {
        assertThat(Rhythm.UNKNOWN.heard(hoursAgo(-40, 2, 4, 6), NOW).lastNewsAt())
                .isEqualTo(ago(2));
    }

    @Test
    void dateBeforeThereWereFeedsSaysNothing() {
        Instant unset = Instant.parse("0001-01-01T00:00:00Z");

        assertThat(Rhythm.UNKNOWN.heard(List.of(unset, Instant.EPOCH, ago(2)), NOW))
                .isEqualTo(new Rhythm(null, ago(2)));
        assertThat(Rhythm.UNKNOWN.heard(List.of(unset), NOW)).isEqualTo(new Rhythm(null, NOW));
    }

    @Test
    void feedWithoutDatesIsLearnedByWatching() {
        Rhythm rhythm =
                Rhythm.UNKNOWN.heard(List.of(), ago(9)).heard(List.of(), ago(5)).heard(List.of(), ago(3));

        assertThat(rhythm).isEqualTo(new Rhythm(Duration.ofHours(3), ago(3)));
    }

    @Test
    void singleItemKeepsTheGapThatWasKnown() {
        Rhythm known = new Rhythm(Duration.ofHours(2), ago(5));

        assertThat(known.heard(hoursAgo(1), NOW)).isEqualTo(new Rhythm(Duration.ofHours(2), ago(1)));
    }

    @Test
    void unknownFeedIsLookedAtOften() {
        assertThat(Rhythm.UNKNOWN.interval(MIN, MAX, NOW)).isEqualTo(MIN);
    }

    @Test
    void feedIsLookedAtFourTimesAGap() {
        assertThat(new Rhythm(Duration.ofHours(2), NOW).interval(MIN, MAX, NOW)).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void intervalStaysWithinItsBounds() {
        assertThat(List.of(
                        new Rhythm(Duration.ofMinutes(6), NOW).interval(MIN, MAX, NOW),
                        new Rhythm(Duration.ofDays(9), NOW).interval(MIN, MAX, NOW)))
                .containsExactly(MIN, MAX);
    }

    @Test
    void feedThatFallsSilentIsLookedAtLessAndLess() {
        Rhythm hourly = new Rhythm(Duration.ofHours(1), NOW);

        assertThat(IntStream.of(0, 1, 2, 3, 9)
                        .mapToObj(hours -> hourly.interval(MIN, MAX, NOW.plus(Duration.ofHours(hours)))
                                .toMinutes()))
                .containsExactly(15L, 15L, 30L, 45L, 60L);
    }

    private static List<Instant> hoursAgo(int... hours) {
        return IntStream.of(hours).mapToObj(RhythmTest::ago).toList();
    }

    private static Instant ago(int hours) {
        return NOW.minus(Duration.ofHours(hours));
    }
}
