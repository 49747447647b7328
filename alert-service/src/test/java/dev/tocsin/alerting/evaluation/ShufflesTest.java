package dev.tocsin.alerting.evaluation;

import static dev.tocsin.alerting.report.Reports.aBan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.evaluation.Shuffles.Different;
import dev.tocsin.alerting.report.EventReported;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShufflesTest {

    private static final int ORDERS = 20;

    private final List<EventReported> reports = IntStream.range(0, 6)
            .mapToObj(number -> aBan("Ban " + number, "CN-SC").build())
            .toList();

    @Test
    void groupsThatDependOnTheOrderAreFound() {
        Arrivals firstAlone = batches -> {
            List<String> ids = ids(batches);
            return new Standing(Set.of(Set.of(ids.get(0)), Set.copyOf(ids.subList(1, ids.size()))), Set.of());
        };

        assertThat(different(firstAlone))
                .isNotEmpty()
                .allSatisfy(different -> assertThat(different.what()).hasSize(4));
    }

    @Test
    void groupsThatDependOnTheBatchesAreFound() {
        Arrivals byBatch = batches -> new Standing(
                batches.stream().map(batch -> Set.copyOf(ids(List.of(batch)))).collect(Collectors.toSet()), Set.of());

        assertThat(different(byBatch)).isNotEmpty();
    }

    @Test
    void documentsThatDependOnTheOrderAreFound() {
        Arrivals firstLeads = batches -> new Standing(
                Set.of(Set.copyOf(ids(batches))), Set.of(batches.get(0).get(0).title()));

        assertThat(different(firstLeads))
                .isNotEmpty()
                .extracting(Different::toString)
                .allSatisfy(text -> assertThat(text).contains("seed 202106", "but told: Ban "));
    }

    @Test
    void theOrderWithinAGroupIsNoDifference() {
        Arrivals together = batches -> new Standing(Set.of(Set.copyOf(ids(batches))), Set.of());

        assertThat(different(together)).isEmpty();
    }

    private List<Different> different(Arrivals arrivals) {
        return new Shuffles(reports, arrivals).different(ORDERS, new Progress("Shuffling", ORDERS));
    }

    private static List<String> ids(List<List<EventReported>> batches) {
        return batches.stream()
                .flatMap(List::stream)
                .map(EventReported::reportId)
                .toList();
    }
}
