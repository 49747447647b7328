package dev.tocsin.alerting.alert;

import static dev.tocsin.alerting.report.EventReported.Actor.Kind.AUTHORITY;
import static dev.tocsin.alerting.report.Reports.aBan;
import static dev.tocsin.alerting.report.Reports.aMove;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.alert.Gathering.Gathered;
import dev.tocsin.alerting.alert.Gathering.Known;
import dev.tocsin.alerting.report.EventReported;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GatheringTest {
    private static final Instant NOW = Instant.parse("2021-06-25T08:00:00Z");

    private final AtomicInteger ids = new AtomicInteger();

    @Test
    void reportOfANewEventRaisesAnAlert() {
        EventReported report = aBan("Shut", "CN-SC").build();

        List<Gathered> alerts = gathering(List.of()).gather(List.of(report));

        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert.isRaised()).isTrue();
            assertThat(alert.version()).isEqualTo(1);
            assertThat(alert.before().raisedAt()).isEqualTo(NOW);
            assertThat(alert.reports()).containsExactly(report);
        });
    }

    @Test
    void reportOfAKnownEventJoinsItsAlert() {
        EventReported first = aBan("Shut", "CN-SC").build();
        EventReported second = aBan("关停", "CN-SC").chinese().build();
        Known known = new Known("alr_known", 3, NOW.minusSeconds(60), List.of(first));

        List<Gathered> alerts = gathering(List.of(known)).gather(List.of(second));

        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert.isRaised()).isFalse();
            assertThat(alert.version()).isEqualTo(4);
            assertThat(alert.reports()).containsExactly(first, second);
            assertThat(alert.joined()).containsExactly(second);
        });
    }

    @Test
    void alertThatNothingCameToIsNotAmongTheChanged() {
        Known known =
                new Known("alr_known", 1, NOW, List.of(aBan("Shut", "CN-QH").build()));

        List<Gathered> alerts =
                gathering(List.of(known)).gather(List.of(aBan("Shut", "CN-SC").build()));

        assertThat(alerts).singleElement().matches(Gathered::isRaised);
    }

    @Test
    void reportsOfOneBatchFindEachOther() {
        List<Gathered> alerts = gathering(List.of())
                .gather(List.of(
                        aBan("Shut", "CN-SC").build(),
                        aBan("Shut", "CN-YN").build(),
                        aBan("关停", "CN-SC").chinese().build()));

        assertThat(alerts).extracting(alert -> alert.reports().size()).containsExactlyInAnyOrder(2, 1);
    }

    @Test
    void orderOfArrivalIsNoMatter() {
        List<EventReported> reports = new ArrayList<>(List.of(
                aBan("Shut", "CN-SC").published("2021-06-18T08:00:00Z").build(),
                aBan("关停", "CN-SC").chinese().published("2021-06-19T08:00:00Z").build(),
                aBan("Power cut", "CN", "CN-SC")
                        .published("2021-06-20T08:00:00Z")
                        .build(),
                aBan("Shut", "CN-YN")
                        .by("Yunnan Energy Bureau", AUTHORITY, null)
                        .build(),
                aBan("Shut", "CN-QH").build(),
                aMove("Second batch", "Nova Rigs", "nova-rigs")
                        .to("Kazakhstan", "KZ")
                        .build(),
                aMove("第二批矿机", "诺瓦", "nova-rigs")
                        .chinese()
                        .to("Kazakhstan", "KZ")
                        .build(),
                aMove("Third batch", "Nova Rigs", "nova-rigs")
                        .to("Kazakhstan", "KZ")
                        .build(),
                aMove("Terra leaves", "Terra Hash", "terra-hash")
                        .from("Sichuan", "CN-SC")
                        .build()));
        Set<Set<String>> expected = groups(gatherOneByOne(reports));
        Random random = new Random(20210625);

        for (int i = 0; i < 200; i++) {
            Collections.shuffle(reports, random);
            assertThat(groups(gatherOneByOne(reports))).isEqualTo(expected);
        }

        assertThat(expected).hasSize(6);
    }

    /** As if every report came in a batch of its own. */
    private List<Known> gatherOneByOne(List<EventReported> reports) {
        List<Known> known = new ArrayList<>();
        for (EventReported report : reports) {
            Gathered changed = gathering(known).gather(List.of(report)).get(0);
            known.removeIf(alert -> alert.id().equals(changed.before().id()));
            known.add(new Known(changed.before().id(), changed.version(), NOW, changed.reports()));
        }
        return known;
    }

    private static Set<Set<String>> groups(List<Known> alerts) {
        return alerts.stream()
                .map(alert ->
                        alert.reports().stream().map(EventReported::reportId).collect(Collectors.toSet()))
                .collect(Collectors.toSet());
    }

    private Gathering gathering(List<Known> known) {
        return new Gathering(known, () -> "alr_" + ids.incrementAndGet(), NOW);
    }
}
