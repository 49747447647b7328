package dev.tocsin.alerting.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SignInLimitTest {
    private final Ticking clock = new Ticking();
    private final SignInLimit limit = new SignInLimit(clock);

    @Test
    void tenWrongKeysFromOneAddressCloseTheDoorForItAlone() {
        for (int i = 0; i < SignInLimit.MOST_WRONG; i++) {
            assertThat(limit.allows("203.0.113.7")).isTrue();
            limit.wrongKey("203.0.113.7");
        }

        assertThat(limit.allows("203.0.113.7")).isFalse();
        assertThat(limit.allows("203.0.113.8")).isTrue();
    }

    @Test
    void doorOpensAgainAfterAWhile() {
        for (int i = 0; i < SignInLimit.MOST_WRONG; i++) {
            limit.wrongKey("203.0.113.7");
        }
        clock.now = clock.now.plus(SignInLimit.WINDOW);

        assertThat(limit.allows("203.0.113.7")).isTrue();
    }

    @Test
    void rightKeyForgetsTheWrongOnes() {
        for (int i = 1; i < SignInLimit.MOST_WRONG; i++) {
            limit.wrongKey("203.0.113.7");
        }
        limit.rightKey("203.0.113.7");
        limit.wrongKey("203.0.113.7");

        assertThat(limit.allows("203.0.113.7")).isTrue();
    }

    private static final class Ticking extends Clock {
        private Instant now = Instant.EPOCH.plus(Duration.ofDays(1));

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
