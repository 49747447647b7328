package dev.tocsin.alerting.alert;

import static dev.tocsin.alerting.report.Reports.aMove;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.identity.SameEvent;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.Reports;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FacetsTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.tocsin.alerting.identity.SameEventTest#same")
    void reportsOfOneEventFindEachOther(String why, Reports a, Reports b) {
        EventReported one = a.build();
        EventReported other = b.build();

        assertThat(finds(one, other)).isTrue();
        assertThat(finds(other, one)).isTrue();
    }

    @Test
    void textIsSearchedInLowerCaseAndNoPairOfSurrogatesIsSplit() {
        EventReported report = aMove("x".repeat(299) + "Ｙ", "Nova", "nova")
                .quoting("😀".repeat(2000), "😁".repeat(2000), "😂".repeat(2000), "😃".repeat(2000), "😄".repeat(2000))
                .build();

        String text = Facets.of(List.of(report)).searchText();

        assertThat(text).startsWith("x".repeat(299) + "y\nnova\n");
        assertThat(text.codePoints()).noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /** As the repository's query for candidates looks. */
    private static boolean finds(EventReported report, EventReported known) {
        Facets probe = Facets.of(List.of(report));
        Facets alert = Facets.of(List.of(known));
        return meet(SameEvent.tellingPlaces(report), alert.jurisdictions())
                || meet(probe.actorIds(), alert.actorIds())
                || meet(probe.actorNames(), alert.actorNames());
    }

    private static boolean meet(Collection<String> a, Collection<String> b) {
        return !Collections.disjoint(a, b);
    }
}
