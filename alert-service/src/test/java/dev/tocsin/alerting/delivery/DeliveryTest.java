package dev.tocsin.alerting.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.delivery.Delivery.Delivered;
import dev.tocsin.alerting.delivery.Delivery.Failed;
import dev.tocsin.alerting.delivery.Delivery.Held;
import dev.tocsin.alerting.delivery.Delivery.Pending;
import dev.tocsin.alerting.webhook.AttemptOutcome;
import dev.tocsin.alerting.webhook.AttemptOutcome.Refused;
import dev.tocsin.alerting.webhook.AttemptOutcome.TimedOut;
import dev.tocsin.alerting.webhook.AttemptOutcome.Unreachable;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeliveryTest {

    private static final RetrySchedule SCHEDULE =
            new RetrySchedule(List.of(Duration.ZERO, Duration.ofSeconds(5), Duration.ofMinutes(5)));
    private static final Pending NEW = new Pending(0, Duration.ZERO);

    static IntStream everyStatus() {
        return IntStream.rangeClosed(100, 599);
    }

    static Stream<AttemptOutcome> failures() {
        return Stream.of(
                AttemptOutcome.ofStatus(500, Duration.ZERO),
                AttemptOutcome.ofStatus(302, Duration.ZERO),
                AttemptOutcome.ofStatus(429, Duration.ZERO),
                new TimedOut(Duration.ofSeconds(15)),
                new Unreachable("connection refused"));
    }

    @ParameterizedTest
    @MethodSource("everyStatus")
    void everyStatusLeadsToOneState(int status) {
        Delivery next = after(NEW, AttemptOutcome.ofStatus(status, Duration.ZERO));

        if (status / 100 == 2) {
            assertThat(next).isEqualTo(new Delivered());
        } else if (status == 410) {
            assertThat(next).isEqualTo(new Held(0));
        } else {
            assertThat(next).isInstanceOf(Pending.class);
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failedTryIsRepeatedAfterTheScheduledPause(AttemptOutcome outcome) {
        Delivery next = after(NEW, outcome);

        assertThat(next).isInstanceOfSatisfying(Pending.class, pending -> {
            assertThat(pending.tries()).isEqualTo(1);
            assertThat(pending.pause()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
        });
    }

    @ParameterizedTest
    @MethodSource("failures")
    void lastFailureOfTheScheduleIsFinal(AttemptOutcome outcome) {
        assertThat(after(new Pending(2, Duration.ZERO), outcome)).isEqualTo(new Failed());
    }

    @Test
    void refusedAddressIsNotTriedAgain() {
        assertThat(after(NEW, new Refused("address not allowed"))).isEqualTo(new Failed());
    }

    @Test
    void longerPauseThatTheReceiverAsksForIsKept() {
        Delivery next = after(NEW, AttemptOutcome.ofStatus(429, Duration.ofHours(1)));

        assertThat(next).isEqualTo(new Pending(1, Duration.ofHours(1)));
    }

    @Test
    void shorterPauseThatTheReceiverAsksForDoesNotHastenTheSchedule() {
        Delivery next = after(NEW, AttemptOutcome.ofStatus(503, Duration.ofSeconds(1)));

        assertThat(next)
                .isInstanceOfSatisfying(
                        Pending.class,
                        pending -> assertThat(pending.pause()).isGreaterThanOrEqualTo(Duration.ofSeconds(4)));
    }

    private static Delivery after(Pending pending, AttemptOutcome outcome) {
        return pending.after(outcome, SCHEDULE, new Random(7));
    }
}
