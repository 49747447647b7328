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
    void everybodySeesTheirOwnAccountAndTheOperatorAll() {
        assertThat(OWNER.onlyAccount()).contains("acc_1");
        assertThat(new Caller(Caller.OPERATOR_ACCOUNT, "operator", Role.OPERATOR).onlyAccount())
                .isEmpty();
    }

    @Test
    void rolesAreBundlesAndAKeyHasNoMoreThanItsRole() {
        assertThat(OWNER.may(Scope.SUBSCRIPTIONS_WRITE)).isTrue();
        assertThat(OWNER.may(Scope.ACCOUNTS_MANAGE)).isFalse();
        assertThat(Role.OWNER.scopes()).containsAll(Role.READER.scopes());
        assertThatThrownBy(() -> new Caller("acc_1", "key_1", Role.READER, Role.OWNER.scopes(), Origin.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void scopesAreReadByTheNamesThatTheyAreWrittenBy() {
        assertThat(Scope.SUBSCRIPTIONS_READ.wireName()).isEqualTo("subscriptions:read");
        for (Scope scope : Scope.values()) {
            assertThat(Scope.of(scope.wireName())).isEqualTo(scope);
        }
    }

    @Test
    void cacheRemembersNoKeyPastItsEnd() {
        MutableClock clock = new MutableClock();
        CallerCache cache = new CallerCache(clock);

        cache.put(KEY, OWNER, clock.now.plusSeconds(3));
        clock.now = clock.now.plusSeconds(3);

        assertThat(cache.get(KEY)).isEmpty();
    }

    @Test
    void cacheForgetsAClosedAccount() {
        CallerCache cache = new CallerCache(new MutableClock());

        cache.put(KEY, OWNER, Instant.MAX);
        cache.forgetAccount("acc_1");

        assertThat(cache.get(KEY)).isEmpty();
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

        cache.put(KEY, OWNER, Instant.MAX);
        assertThat(cache.get(new ApiKey("tocsin_x"))).contains(OWNER);
        cache.forget("key_1");
        assertThat(cache.get(KEY)).isEmpty();

        cache.put(KEY, OWNER, Instant.MAX);
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
