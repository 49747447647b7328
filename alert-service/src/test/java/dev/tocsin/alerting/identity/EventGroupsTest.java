package dev.tocsin.alerting.identity;

import static dev.tocsin.alerting.report.EventReported.Actor.Kind.AUTHORITY;
import static dev.tocsin.alerting.report.Reports.aBan;
import static dev.tocsin.alerting.report.Reports.aMove;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.Reports;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EventGroupsTest {

    @Test
    void reportsOfOneEventComeTogetherOldestFirst() {
        EventReported later =
                aBan("关停", "CN-SC").chinese().published("2021-06-19T08:00:00Z").build();
        EventReported earlier = aBan("Shut", "CN-SC").build();

        List<EventGroup> groups = EventGroups.of(List.of(later, earlier));

        assertThat(groups).singleElement().satisfies(group -> {
            assertThat(group.reports()).containsExactly(earlier, later);
            assertThat(group.ties()).singleElement().satisfies(tie -> {
                assertThat(tie.reportId()).isEqualTo(earlier.reportId());
                assertThat(tie.verdict().reasons()).contains("both happen in CN-SC");
            });
            assertThat(group.refusals()).isEmpty();
        });
    }

    @Test
    void reportThatComesTwiceCountsOnce() {
        EventReported report = aBan("Shut", "CN-SC").build();

        assertThat(EventGroups.of(List.of(report, report)))
                .singleElement()
                .satisfies(group -> assertThat(group.reports()).containsExactly(report));
    }

    @Test
    void contradictionBetweenAnyTwoKeepsTheirGroupsApartAndIsNamed() {
        EventReported second = aMove("Second batch", "Nova Rigs", "nova-rigs")
                .published("2021-06-18T08:00:00Z")
                .build();
        EventReported plain = aMove("Rigs shipped", "Nova Rigs", "nova-rigs")
                .published("2021-06-18T09:00:00Z")
                .build();
        EventReported third = aMove("Third batch", "Nova Rigs", "nova-rigs")
                .published("2021-06-22T08:00:00Z")
                .build();

        List<EventGroup> groups = EventGroups.of(List.of(third, plain, second));

        assertThat(groups).extracting(EventGroup::reports).containsExactly(List.of(second, plain), List.of(third));
        assertThat(groups.get(1).refusals()).anySatisfy(refusal -> {
            assertThat(refusal.reportId()).isEqualTo(third.reportId());
            assertThat(refusal.otherReportId()).isEqualTo(plain.reportId());
            assertThat(refusal.forbidden().otherReportId()).isEqualTo(second.reportId());
            assertThat(refusal.forbidden().verdict().veto()).startsWith("of a row they are different ones");
        });
    }

    @Test
    void roundUpDoesNotBridgeTheEventsThatItTells() {
        String roundUp = Reports.id("art", 700);
        List<EventReported> reports = List.of(
                aBan("Shut", "CN-SC").build(),
                aBan("Sichuan shuts mines", "CN-SC").inArticle(roundUp, 1).build(),
                aBan("Yunnan shuts mines", "CN-YN").inArticle(roundUp, 1).build(),
                aBan("关停", "CN-YN").chinese().build());

        assertThat(EventGroups.of(reports))
                .extracting(group -> group.reports().size())
                .containsExactly(2, 2);
    }

    @Test
    void orderOfTheReportsIsNoMatter() {
        List<EventReported> reports = new ArrayList<>(List.of(
                aBan("Shut", "CN-SC").published("2021-06-18T08:00:00Z").build(),
                aBan("关停", "CN-SC").chinese().published("2021-06-19T08:00:00Z").build(),
                aBan("Power cut", "CN").published("2021-06-20T08:00:00Z").build(),
                aBan("Power cut by its utility", "CN-SC")
                        .published("2021-06-27T08:00:00Z")
                        .build(),
                aBan("Again", "CN-SC").published("2021-07-05T08:00:00Z").build(),
                aBan("Shut", "CN-YN")
                        .by("Yunnan Energy Bureau", AUTHORITY, "cn-yn-energy-bureau")
                        .build(),
                aMove("Second batch", "Nova Rigs", "nova-rigs")
                        .to("Kazakhstan", "KZ")
                        .build(),
                aMove("Rigs leave", "Nova Rigs", "nova-rigs")
                        .from("China", "CN")
                        .build(),
                aMove("Third batch", "Nova Rigs", "nova-rigs")
                        .to("Kazakhstan", "KZ")
                        .build()));
        Set<Set<String>> expected = groups(reports);
        Random random = new Random(20210625);

        for (int i = 0; i < 200; i++) {
            Collections.shuffle(reports, random);
            assertThat(groups(reports)).isEqualTo(expected);
        }
    }

    private static Set<Set<String>> groups(List<EventReported> reports) {
        return EventGroups.of(reports).stream()
                .map(group ->
                        group.reports().stream().map(EventReported::reportId).collect(Collectors.toSet()))
                .collect(Collectors.toSet());
    }
}
