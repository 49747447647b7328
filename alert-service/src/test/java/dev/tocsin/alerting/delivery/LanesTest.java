package dev.tocsin.alerting.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.delivery.Claim.Fate;
import dev.tocsin.alerting.webhook.Endpoint;
import dev.tocsin.alerting.webhook.HmacKey;
import dev.tocsin.alerting.webhook.WebhookMessage;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LanesTest {

    private static final long LATER = Lanes.SLOW + 1;

    private static final int PER_HOST = 3;

    private final Lanes lanes = new Lanes(PER_HOST, 2);
    private int made;

    @Test
    void subscriptionStartsNoMoreThanItsCapAndTheNextWhenOneHasEnded() {
        Ring first = ring("h", "a");
        Ring third = ring("h", "a");
        boolean firstStarts = lanes.offer(first, 0);
        boolean secondStarts = lanes.offer(ring("h", "a"), 0);
        boolean thirdStarts = lanes.offer(third, 0);

        List<Ring> next = lanes.ended(first, true, 0);

        assertThat(List.of(firstStarts, secondStarts, thirdStarts)).containsExactly(true, true, false);
        assertThat(next).containsExactly(third);
    }

    @Test
    void hostStartsNoMoreThanItsCapOverAllSubscriptions() {
        assertThat(lanes.offer(ring("h", "a"), 0)).isTrue();
        assertThat(lanes.offer(ring("h", "a"), 0)).isTrue();
        assertThat(lanes.offer(ring("h", "b"), 0)).isTrue();
        assertThat(lanes.offer(ring("h", "b"), 0)).isFalse();
        assertThat(lanes.offer(ring("other", "c"), 0)).isTrue();
    }

    @Test
    void whatWaitsBehindItsOwnSubscriptionIsOvertakenByAnother() {
        Ring first = ring("h", "a");
        lanes.offer(first, 0);
        lanes.offer(ring("h", "a"), 0);
        lanes.offer(ring("h", "a"), 0);

        boolean starts = lanes.offer(ring("h", "b"), 0);

        assertThat(starts).isTrue();
    }

    @Test
    void slowTryCountsNeitherForTheWholeNorForItsHostAndNothingIsClaimedAheadOfIt() {
        lanes.offer(ring("h", "a"), 0);
        lanes.offer(ring("h", "a"), 0);

        lanes.slowed(LATER);

        assertThat(lanes.brisk()).isZero();
        assertThat(lanes.slow()).isEqualTo(2);
        assertThat(lanes.claimedPerSubscription() - lanes.takenBySubscription().getOrDefault("a", 0))
                .isZero();
        assertThat(lanes.takenByHost()).containsEntry("h", 0);
    }

    @Test
    void whatWaitsBehindItsOwnSlowTryIsGivenBackAndOthersStart() {
        lanes.offer(ring("h", "a"), 0);
        lanes.offer(ring("h", "a"), 0);
        lanes.offer(ring("h", "b"), LATER);
        Ring behind = ring("h", "a");
        Ring other = ring("h", "c");
        lanes.offer(behind, LATER);
        lanes.offer(other, LATER);

        Lanes.Slowed slowed = lanes.slowed(LATER);

        assertThat(slowed.givenBack()).containsExactly(behind);
        assertThat(slowed.started()).containsExactly(other);
    }

    @Test
    void hostTakesNoMoreWhenTooMuchOfItHangs() {
        for (int i = 0; i < Lanes.SLOW_BY_HOST * PER_HOST; i++) {
            lanes.offer(ring("h", "s" + i), i / PER_HOST * LATER);
            lanes.slowed((i / PER_HOST + 1) * LATER);
        }

        boolean starts = lanes.offer(ring("h", "z"), Long.MAX_VALUE);

        assertThat(starts).isFalse();
        assertThat(lanes.takenByHost()).containsEntry("h", lanes.claimedPerHost());
    }

    @Test
    void shareGrowsWithWhatIsDeliveredAndShrinksWithWhatIsNot() {
        Lanes wide = new Lanes(64, 8);
        Ring first = ring("h", "a");
        wide.offer(first, 0);
        wide.offer(ring("h", "a"), 0);
        Ring third = ring("h", "a");
        wide.offer(third, 0);
        Ring fourth = ring("h", "a");
        wide.offer(fourth, 0);

        List<Ring> more = wide.ended(first, true, 0);
        Ring fifth = ring("h", "a");
        wide.offer(fifth, 0);
        List<Ring> less = wide.ended(third, false, 0);

        assertThat(more).containsExactly(third, fourth);
        assertThat(less).isEmpty();
    }

    @Test
    void whatGoesToTheNewHostOfASubscriptionDoesNotWaitForTheOldOne() {
        lanes.offer(ring("old", "a"), 0);
        lanes.offer(ring("old", "a"), 0);

        assertThat(lanes.offer(ring("new", "a"), 0)).isTrue();
    }

    @Test
    void allThatWaitsCanBeGivenBack() {
        Ring underWay = ring("h", "a");
        lanes.offer(underWay, 0);
        lanes.offer(ring("h", "a"), 0);
        Ring waiting = ring("h", "a");
        lanes.offer(waiting, 0);

        List<Ring> given = lanes.takeWaiting();

        assertThat(given).containsExactly(waiting);
        assertThat(lanes.ended(underWay, true, 0)).isEmpty();
        assertThat(lanes.brisk()).isEqualTo(1);
    }

    @Test
    void nothingIsRememberedOfWhatHasEnded() {
        Ring slow = ring("h", "a");
        lanes.offer(slow, 0);
        lanes.slowed(LATER);

        lanes.ended(slow, true, LATER);

        assertThat(lanes.isEmpty()).isTrue();
        assertThat(lanes.takenByHost()).isEmpty();
        assertThat(lanes.takenBySubscription()).isEmpty();
    }

    private Ring ring(String host, String subscription) {
        Claim claim = claim(host, subscription, "msg_" + made++);
        return new Ring(
                claim,
                new Endpoint(subscription, 1, "https://" + host, HmacKey.generate(new SecureRandom())),
                WebhookMessage.of(claim.messageId(), "t", Instant.EPOCH, "{}"),
                null);
    }

    static Claim claim(String host, String subscription, String message) {
        return new Claim(
                message,
                new UUID(0, 1),
                host,
                subscription,
                1,
                "t",
                "alr",
                1,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                0,
                0,
                Fate.OPEN,
                false);
    }
}
