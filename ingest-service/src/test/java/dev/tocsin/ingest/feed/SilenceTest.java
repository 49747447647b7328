package dev.tocsin.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceTest {
    private static final Instant NOW = Instant.parse("2021-06-25T08:00:00Z");
    private final Silence silence = new Silence(8, Duration.ofDays(4));

    @ParameterizedTest(name = "one item every {0}, the last {1} ago: silent {2}")
    @CsvSource({
        "PT10M, PT96H, false",
        "PT10M, PT96H1S, true",
        "PT3H, P3D, false",
        "P1D, P7D, false",
        "P1D, PT192H1S, true",
        "P7D, P50D, false",
        "P7D, P57D, true",
        "P730000D, P3649D, false",
        "P730000D, P3651D, true"
    })
    void feedIsSilentWhenTheFloorAndItsGapsHavePassed(Duration gap, Duration quiet, boolean silent) {
        assertThat(silence.has(new Rhythm(gap, NOW.minus(quiet)), NOW)).isEqualTo(silent);
    }

    @Test
    void feedWithoutARhythmIsNeverSilent() {
        assertThat(silence.has(new Rhythm(null, NOW.minus(Duration.ofDays(1000))), NOW))
                .isFalse();
        assertThat(silence.has(Rhythm.UNKNOWN, NOW)).isFalse();
    }

    @Test
    void silenceThatBeginsBeforeTheNextItemIsDueIsRefused() {
        assertThatThrownBy(() -> new Silence(0, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
