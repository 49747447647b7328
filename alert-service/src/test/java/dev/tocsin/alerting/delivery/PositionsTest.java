package dev.tocsin.alerting.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PositionsTest {

    private final Positions positions = new Positions();

    @Test
    void nothingClaimedIsNoReasonToGoOn() {
        assertThat(positions.moveBehind(List.of(), 10, Map.of(), 5)).isFalse();
    }

    @Test
    void fullClaimGoesOnBehindItsLastHostAndInsideIt() {
        boolean again = positions.moveBehind(List.of(claim("a", "1"), claim("b", "2")), 2, Map.of(), 5);

        assertThat(again).isTrue();
        assertThat(positions.host()).isEqualTo("b");
        assertThat(positions.subscriptions()).isEqualTo(Map.of("b", "2"));
    }

    @Test
    void hostThatHadMoreThanItsRoomGoesOnBehindTheSubscriptionServedLast() {
        boolean again =
                positions.moveBehind(List.of(claim("a", "1"), claim("a", "3"), claim("a", "2")), 10, Map.of("a", 3), 5);

        assertThat(again).isFalse();
        assertThat(positions.host()).isEmpty();
        assertThat(positions.subscriptions()).isEqualTo(Map.of("a", "3"));
    }

    @Test
    void hostThatRanToItsEndBeginsAnewAtOnce() {
        positions.moveBehind(List.of(claim("a", "7")), 10, Map.of("a", 1), 5);

        boolean again = positions.moveBehind(List.of(), 10, Map.of("a", 1), 5);

        assertThat(again).isTrue();
        assertThat(positions.subscriptions()).isEmpty();
    }

    @Test
    void hostWithoutRoomKeepsItsPlaceAndIsNoReasonToGoOn() {
        positions.moveBehind(List.of(claim("a", "7")), 10, Map.of("a", 1), 5);

        boolean again = positions.moveBehind(List.of(), 10, Map.of("a", 0), 5);

        assertThat(again).isFalse();
        assertThat(positions.subscriptions()).isEqualTo(Map.of("a", "7"));
    }

    private static Claim claim(String host, String subscription) {
        return LanesTest.claim(host, subscription, "msg_" + host + subscription);
    }
}
