package dev.tocsin.alerting.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRingTest {

    private static final Instant NOW = Instant.parse("2021-06-25T08:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);

    private final SigningKey first = key();
    private final SigningKey second = key();
    private final SigningKey third = key();

    @Test
    void oldKeySignsToTheEndOfTheOverlapAndNotAMomentLonger() {
        KeyRing ring = KeyRing.of(first).rotated(second, NOW, DAY).orElseThrow();

        assertThat(signing(ring, NOW)).containsExactly(second, first);
        assertThat(signing(ring, NOW.plus(DAY).minusNanos(1))).containsExactly(second, first);
        assertThat(signing(ring, NOW.plus(DAY))).containsExactly(second);
    }

    @Test
    void secondRotationDoesNotProlongTheFirst() {
        KeyRing ring = KeyRing.of(first)
                .rotated(second, NOW, DAY)
                .flatMap(rotated -> rotated.rotated(third, NOW.plusSeconds(60), DAY))
                .orElseThrow();

        assertThat(signing(ring, NOW.plus(DAY))).containsExactly(third, second);
        assertThat(ring.firstEnd()).contains(NOW.plus(DAY));
    }

    @Test
    void thirdOldKeyIsRefusedUntilOneHasEnded() {
        KeyRing full = KeyRing.of(first)
                .rotated(second, NOW, DAY)
                .flatMap(rotated -> rotated.rotated(third, NOW.plusSeconds(60), DAY))
                .orElseThrow();

        assertThat(full.rotated(key(), NOW.plusSeconds(61), DAY)).isEmpty();
        assertThat(full.rotated(key(), NOW.plus(DAY), DAY)).isPresent();
    }

    @Test
    void rotationWithoutAnOverlapEndsAllOldKeysAtOnce() {
        KeyRing ring = KeyRing.of(first)
                .rotated(second, NOW, DAY)
                .flatMap(rotated -> rotated.rotated(third, NOW, Duration.ZERO))
                .orElseThrow();

        assertThat(ring).isEqualTo(KeyRing.of(third));
    }

    private static List<SigningKey> signing(KeyRing ring, Instant at) {
        return ring.at(at).stream().map(KeyRing.Entry::key).toList();
    }

    private static SigningKey key() {
        return HmacKey.generate(new SecureRandom());
    }
}
