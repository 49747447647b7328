package dev.tocsin.alerting.lifecycle;

import static dev.tocsin.alerting.report.Reports.aBan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rows;
import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.report.EventReported;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class TieRepositoryIT {
    /** Of 400 places and 20,000 actors, over a year. */
    private static final String REPORTS = """
            insert into alerts.report
            select 'rep_z' || lpad(i::text, 25, '0'), '%s', 'art_z' || lpad(i::text, 25, '0'), 1, 'mining_ban', '{}', now(),
                   '%s',
                   array(select ((1870 + i %% 37)::bigint << 44) + hashtext(kind)
                         from unnest(array['p:CN-' || i %% 400, 'a:actor-' || i, 't:word' || i %% 3000]) as kind),
                   true
            from generate_series(1, 20000) as i
            """;

    @Test
    void candidatesAreFoundByTheIndexAloneWhateverIsKnownOfTheTable() throws SQLException {
        String alert = new Ids().next("alr");
        try (Connection connection = Rows.database()) {
            Rows.execute(connection, """
                    insert into alerts.alert values ('%s', 1, 'mining_ban', 'in_force', 1, 't', '{}', '{}', '{}', '{}', null,
                        null, '2021-06-01', '2021-06-30', now(), now(), now(), now(), '', '{}')
                    """.formatted(alert));
            Rows.execute(connection, REPORTS.formatted(alert, alert));
        }

        List<String> unknown = Rows.query("explain " + query());
        try (Connection connection = Rows.database()) {
            Rows.execute(connection, "analyze alerts.report");
        }
        List<String> known = Rows.query("explain analyze " + query());

        try (Connection connection = Rows.database()) {
            Rows.execute(connection, "delete from alerts.report where alert_id = '" + alert + "'");
        }

        assertThat(String.join("\n", unknown)).contains("report_anchors").doesNotContain("Seq Scan on report");
        assertThat(String.join("\n", known)).contains("report_anchors").doesNotContain("Seq Scan on report");
    }

    /** As the repository asks for 200 reports at once, its parameters known to the planner. */
    private static String query() {
        List<EventReported> reports = Stream.iterate(0, i -> i + 1)
                .limit(200)
                .map(number -> aBan("Shut " + number, "CN-" + number).build())
                .toList();
        return TieRepository.CANDIDATES
                .replace(":ids", array(reports, EventReported::reportId))
                .replace(":probes", array(reports, TieRepository::probe))
                .replace(":most", String.valueOf(TieRepository.MOST_CANDIDATES));
    }

    private static String array(List<EventReported> reports, Function<EventReported, String> value) {
        return reports.stream()
                .map(report -> "'" + value.apply(report) + "'")
                .collect(Collectors.joining(",", "array[", "]"));
    }
}
