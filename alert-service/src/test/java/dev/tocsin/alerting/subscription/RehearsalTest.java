package dev.tocsin.alerting.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.subscription.Rehearsal.Version;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RehearsalTest {

    @Test
    void firstVersionThatRingsIsRaisedAndLaterOnesComeByTheirOwnTypes() {
        assertThat(heard(
                        version(1, "a", 1, "alert.raised", false, null),
                        version(2, "a", 2, "alert.corroborated", true, null),
                        version(3, "a", 3, "alert.amended", true, null),
                        version(4, "a", 4, "alert.retracted", false, null)))
                .containsExactly("a 2 alert.raised", "a 4 alert.retracted");
    }

    @Test
    void whoWasToldOfAMergedAlertIsToldOfTheOneItBecame() {
        assertThat(heard(
                        version(1, "a", 1, "alert.raised", true, null),
                        version(2, "b", 1, "alert.raised", false, null),
                        version(3, "a", 2, "alert.merged", false, "b"),
                        version(4, "b", 2, "alert.updated", false, null)))
                .containsExactly("a 1 alert.raised", "b 2 alert.updated");
    }

    @Test
    void whoWasToldOfAnAlertThatIsOneOfItsOwnAgainIsNotToldOfTheOther() {
        assertThat(heard(
                        version(1, "a", 1, "alert.raised", true, null),
                        version(2, "b", 1, "alert.raised", false, null),
                        version(3, "a", 2, "alert.merged", false, "b"),
                        version(4, "a", 3, "alert.updated", true, null),
                        version(5, "b", 2, "alert.updated", false, null)))
                .containsExactly("a 1 alert.raised", "a 3 alert.updated");
    }

    @Test
    void whatCameTogetherTellsNothingToEachOther() {
        assertThat(heard(
                        version(1, "a", 1, "alert.raised", true, null),
                        version(1, "b", 1, "alert.merged", false, "a"),
                        version(2, "a", 2, "alert.amended", true, null)))
                .containsExactly("a 1 alert.raised");
    }

    @Test
    void whoDoesNotWantRaisedOnesHearsTheFirstOfItsTypesThatFits() {
        assertThat(heard(
                        List.of("alert.updated", "alert.retracted"),
                        version(1, "a", 1, "alert.raised", true, null),
                        version(2, "a", 2, "alert.updated", true, null),
                        version(3, "b", 1, "alert.updated", false, null),
                        version(4, "a", 3, "alert.retracted", false, null)))
                .containsExactly("a 2 alert.updated", "a 3 alert.retracted");
    }

    @Test
    void whatDoesNotStandIsNotRaised() {
        Version denied = new Version("a", 1, "alert.raised", true, false, null, Instant.EPOCH, "mining_ban", "denied");
        assertThat(heard(denied)).isEmpty();
    }

    private static Stream<String> heard(Version... versions) {
        return heard(SubscriptionTypes.DEFAULT, versions);
    }

    private static Stream<String> heard(List<String> types, Version... versions) {
        return Rehearsal.of(types, List.of(versions)).stream()
                .map(message ->
                        message.version().alertId() + " " + message.version().version() + " " + message.type());
    }

    private static Version version(
            int second, String alert, int version, String type, boolean fits, @Nullable String mergedInto) {
        return new Version(
                alert, version, type, fits, true, mergedInto, Instant.ofEpochSecond(second), "mining_ban", "announced");
    }
}
