package dev.tocsin.alerting.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CallerTest {
    private static final Caller OWNER = new Caller("acc_1", "key_1", Role.OWNER);
    private static final ApiKey KEY = new ApiKey("tocsin_x");

    @Test
    void accountsDoNotSeeEachOtherAndTheOperatorSeesAll() {
        assertThat(OWNER.maySee("acc_1")).isTrue();
        assertThat(OWNER.maySee("acc_2")).isFalse();
        assertThat(new Caller(Caller.OPERATOR_ACCOUNT, "operator", Role.OPERATOR).maySee("acc_2"))
                .isTrue();
    }

    @Test
    void requestWithoutACallerIsABug() {
        assertThatThrownBy(() -> Caller.of(null)).isInstanceOf(IllegalStateException.class);
        assertThat(Caller.of(OWNER)).isEqualTo(OWNER);
    }

    @Test
    void cacheForgetsAfterItsTimeAndAtOnceWhenTold() {
        MutableClock clock = new MutableClock();
        CallerCache cache = new CallerCache(clock);

        cache.put(KEY, OWNER);
        assertThat(cache.get(new ApiKey("tocsin_x"))).contains(OWNER);
        cache.forget("key_1");
        assertThat(cache.get(KEY)).isEmpty();

        cache.put(KEY, OWNER);
        clock.now = clock.now.plus(CallerCache.LIFETIME);
        assertThat(cache.get(KEY)).isEmpty();
    }

    private static final class MutableClock extends Clock {
        private Instant now = Instant.EPOCH.plus(Duration.ofDays(1));

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
