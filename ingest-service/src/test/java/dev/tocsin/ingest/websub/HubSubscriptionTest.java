package dev.tocsin.ingest.websub;

import static dev.tocsin.ingest.websub.HubSubscription.State.ACTIVE;
import static dev.tocsin.ingest.websub.HubSubscription.State.DENIED;
import static dev.tocsin.ingest.websub.HubSubscription.State.LEAVING;
import static dev.tocsin.ingest.websub.HubSubscription.State.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubSubscriptionTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:30:00Z");
    private static final Duration A_DAY = Duration.ofDays(1);

    private final HubSubscription found = new HubSubscription(
            "t",
            "feed_x",
            "https://hub.example/",
            "https://a.example/f",
            new HubSecret("s"),
            PENDING,
            null,
            NOW,
            0,
            null);
    private final HubSubscription active = verified(found, Duration.ofDays(10));

    @Test
    void verifiedSubscriptionIsActiveAndRenewedWellBeforeItsEnd() {
        assertThat(active.state()).isEqualTo(ACTIVE);
        assertThat(active.leaseUntil()).isEqualTo(NOW.plus(Duration.ofDays(10)));
        assertThat(active.dueAt()).isEqualTo(NOW.plus(Duration.ofDays(9)));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT5M", "PT10S, PT5M", "PT1H, PT1H", "P14D, P14D", "P36500D, P14D", "PT999999999999S, P14D"})
    void leaseIsClamped(Duration granted, Duration taken) {
        assertThat(verified(found, granted).leaseUntil()).isEqualTo(NOW.plus(taken));
    }

    @Test
    void shortLeaseIsRenewedAtItsHalf() {
        assertThat(verified(found, Duration.ofMinutes(10)).dueAt()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
    }

    @Test
    void renewalThatIsNeverVerifiedTakesNothingFromTheLease() {
        HubSubscription asked = active;
        Instant at = active.dueAt();
        while (at.isBefore(NOW.plus(Duration.ofDays(10)))) {
            asked = asked.asked(at).refused("no answer");
            assertThat(asked.state()).isEqualTo(ACTIVE);
            assertThat(asked.leaseUntil()).isEqualTo(active.leaseUntil());
            assertThat(asked.secret()).isSameAs(active.secret());
            at = asked.dueAt();
        }

        assertThat(asked.failures()).isBetween(8, 20);
    }

    @Test
    void leaseThatRanOutIsPendingAgain() {
        HubSubscription late = active.asked(NOW.plus(Duration.ofDays(11)));

        assertThat(late.state()).isEqualTo(PENDING);
        assertThat(verified(late, A_DAY).state()).isEqualTo(ACTIVE);
    }

    @Test
    void hubThatNeverVerifiesIsAskedEverMoreSeldom() {
        HubSubscription asked = found;
        Duration before = Duration.ZERO;
        for (int i = 0; i < 30; i++) {
            asked = asked.asked(NOW);
            Duration gap = Duration.between(NOW, asked.dueAt());
            assertThat(gap).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(A_DAY);
            before = gap;
        }

        assertThat(before).isEqualTo(A_DAY);
    }

    @Test
    void verificationForgetsFailures() {
        HubSubscription renewed = verified(active.asked(NOW).refused("x").asked(NOW), A_DAY);

        assertThat(renewed.failures()).isZero();
        assertThat(renewed.lastError()).isNull();
    }

    @Test
    void denialEndsEvenALiveLeaseAndIsAskedAboutAfterAWeek() {
        HubSubscription denied = active.denied(NOW, "not\r\nyours " + "x".repeat(500));

        assertThat(denied.state()).isEqualTo(DENIED);
        assertThat(denied.leaseUntil()).isNull();
        assertThat(denied.dueAt()).isEqualTo(NOW.plus(Duration.ofDays(7)));
        assertThat(denied.lastError()).contains("not yours").hasSizeLessThan(250);
        assertThat(denied.verified(NOW, A_DAY, A_DAY)).isEmpty();
        assertThat(denied.asked(denied.dueAt()).state()).isEqualTo(PENDING);
    }

    @Test
    void leavingIsNotUndoneByALateVerificationOrDenial() {
        HubSubscription leaving = active.leaving(NOW);

        assertThat(leaving.verified(NOW, A_DAY, A_DAY)).isEmpty();
        assertThat(leaving.denied(NOW, null)).isEqualTo(leaving);
        assertThat(leaving.asked(NOW).state()).isEqualTo(LEAVING);
    }

    @Test
    void farewellsAreFew() {
        HubSubscription leaving = active.leaving(NOW).asked(NOW);
        int farewells = 0;
        while (!leaving.askedToLeaveInVain()) {
            farewells++;
            leaving = leaving.asked(NOW);
        }

        assertThat(farewells).isEqualTo(5);
    }

    private static HubSubscription verified(HubSubscription before, Duration granted) {
        return before.verified(NOW, granted, A_DAY).orElseThrow();
    }
}
