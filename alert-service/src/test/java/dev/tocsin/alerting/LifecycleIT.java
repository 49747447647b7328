package dev.tocsin.alerting;

import static dev.tocsin.alerting.report.EventReported.Actor.Kind.COMPANY;
import static dev.tocsin.alerting.report.Reports.aBan;
import static dev.tocsin.alerting.report.Reports.aMove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.Reports;
import dev.tocsin.alerting.report.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of alerts over topics and tables. Every test has actors, places or years of its own. */
@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class LifecycleIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Topic topic = new Topic();

    @AfterEach
    void closeTopic() {
        topic.close();
    }

    @Test
    void lateEvidenceMergesTwoAlertsAndACorrectionSplitsThemAgain() throws SQLException {
        String article = Reports.id("art", 80_001);
        topic.report(aMove("Merge One leaves", "Merge One", "merge-one").build());
        String elder = awaitVersion("merge-one", 1);
        topic.report(aMove("Twofold departs", "Twofold Compute", "twofold").build());
        String younger = awaitVersion("twofold", 1);

        topic.report(aMove("Both go", "Merge One", "merge-one")
                .by("Twofold Compute", COMPANY, "twofold")
                .inArticle(article, 1)
                .build());
        await().atMost(SOON).until(() -> !state(younger).equals("standing"));

        assertThat(state(younger)).isEqualTo("merged");
        assertThat(types(elder)).containsExactly("1 alert.raised", "2 alert.updated");
        assertThat(types(younger)).containsExactly("1 alert.raised", "2 alert.merged");
        JsonPath merged = message(younger, 2);
        assertThat(merged.getString("mergedInto")).isEqualTo(elder);
        assertThat(merged.getString("title")).isEqualTo("Twofold departs");
        assertThat(merged.getInt("previousVersion")).isEqualTo(1);
        assertThat(merged.getList("changes.field")).isEqualTo(List.of("state", "mergedInto"));
        assertThat(merged.getList("changes.after")).isEqualTo(List.of("merged", elder));
        JsonPath alert =
                Rest.asOperator().get("/v1/alerts/" + younger).then().extract().jsonPath();
        assertThat(alert.getString("mergedInto")).isEqualTo(elder);
        assertThat(alert.getString("changes")).isNull();

        topic.correct(article, 2);
        await().atMost(SOON).until(() -> state(younger).equals("standing"));

        assertThat(types(elder)).endsWith("3 alert.updated");
        assertThat(types(younger)).endsWith("3 alert.updated");
        assertThat(message(younger, 3).getString("mergedInto")).isNull();
        assertThat(Rows.query("select alert_id from alerts.report where article_id = '" + article + "' and not active"))
                .containsExactly(elder);
        assertThat(Rows.query("select count(*) from alerts.alert_version where superseded_at is null and alert_id = '"
                        + younger + "'"))
                .containsExactly("1");
    }

    @Test
    void articleThatNoLongerTellsOfTheEventRetractsItsAlert() throws SQLException {
        String article = Reports.id("art", 80_002);
        topic.report(aMove("Withdrawn Rigs leaves", "Withdrawn Rigs", "withdrawn-rigs")
                .inArticle(article, 1)
                .build());
        String id = awaitVersion("withdrawn-rigs", 1);

        topic.correct(article, 2);
        await().atMost(SOON).until(() -> state(id).equals("retracted"));

        assertThat(types(id)).containsExactly("1 alert.raised", "2 alert.retracted");
        assertThat(message(id, 2).getString("stateReason")).isEqualTo("every report of it was withdrawn");
        assertThat(message(id, 2).getString("title")).isEqualTo("Withdrawn Rigs leaves");
    }

    @Test
    void correctionThatReportsItAnewLeavesTheRestToItsReports() throws SQLException {
        String article = Reports.id("art", 80_003);
        EventReported anew = aMove("Anew Rigs leaves in May", "Anew Rigs", "anew-rigs")
                .inArticle(article, 2)
                .build();
        topic.report(aMove("Anew Rigs leaves", "Anew Rigs", "anew-rigs")
                .inArticle(article, 1)
                .build());
        String id = awaitVersion("anew-rigs", 1);

        topic.correct(article, 2, anew.reportId());
        topic.report(anew);
        awaitVersion("anew-rigs", 2);

        assertThat(types(id)).containsExactly("1 alert.raised", "2 alert.amended");
        assertThat(message(id, 2).getList("changes.field")).isEqualTo(List.of("title"));
    }

    @Test
    void denialRetractsARumour() throws SQLException {
        topic.report(aMove("Denied Rigs may leave", "Denied Rigs", "denied-rigs")
                .status(Status.RUMOURED)
                .build());
        String id = awaitVersion("denied-rigs", 1);

        topic.report(aMove("Denied Rigs stays", "Denied Rigs", "denied-rigs")
                .status(Status.DENIED)
                .build());
        await().atMost(SOON).until(() -> state(id).equals("retracted"));

        assertThat(types(id)).containsExactly("1 alert.raised", "2 alert.retracted");
        assertThat(message(id, 2).getString("stateReason")).isEqualTo("denied");
        assertThat(message(id, 2).getList("changes.field")).contains("status", "state");
    }

    @Test
    void orderInWhichReportsComeIsNoMatter() throws SQLException {
        List<List<String>> ends = new ArrayList<>();
        Random random = new Random(2021);
        for (int year = 2001; year <= 2004; year++) {
            List<EventReported> reports = new ArrayList<>(story(year));
            if (!ends.isEmpty()) {
                Collections.shuffle(reports, random);
            }
            topic.report(reports.get(0));
            topic.report(reports.subList(1, 5).toArray(EventReported[]::new));
            topic.report(reports.subList(5, reports.size()).toArray(EventReported[]::new));
            String of = "from alerts.%s where body -> '%s' ->> 'publishedAt' like '" + year + "%%'";
            await().atMost(SOON)
                    .until(() -> Rows.query("select count(*) " + of.formatted("report", "article"))
                            .equals(List.of(String.valueOf(reports.size()))));
            ends.add(Rows.query("""
                    select concat_ws(' ', a.title, a.status, a.state, a.body ->> 'reportCount',
                                     a.body ->> 'independentSources')
                    from alerts.alert a where a.state <> 'merged' and extract(year from a.first_reported_at) = %d
                    order by 1
                    """.formatted(year)));
        }

        assertThat(ends.get(0)).hasSize(6);
        assertThat(ends).allMatch(ends.get(0)::equals);
    }

    @Test
    void correctionThatCannotBeReadGoesToItsOwnDeadLetters() {
        byte[] value = "{\"articleId\":\"art_short\"}".getBytes(StandardCharsets.UTF_8);

        topic.send(new ProducerRecord<>("article.revised.v1", 0, "poison".getBytes(StandardCharsets.UTF_8), value));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(topic.deadLetters("article.revised.v1"))
                        .singleElement()
                        .satisfies(letter -> assertThat(letter.value()).isEqualTo(value)));
    }

    /** Merges by late evidence, a denial, provinces side by side, batches of a row. */
    private static List<EventReported> story(int year) {
        String day = year + "-06-1%dT08:00:00Z";
        return List.of(
                aBan("Province shuts mines", "CN-SC")
                        .published(day.formatted(0))
                        .build(),
                aBan("省内关停", "CN-SC")
                        .chinese()
                        .status(Status.IN_FORCE)
                        .published(day.formatted(1))
                        .build(),
                aBan("Neighbour shuts mines", "CN-YN")
                        .published(day.formatted(0))
                        .build(),
                aMove("Alder moves", "Alder Hash", null)
                        .published(day.formatted(0))
                        .build(),
                aMove("Birch moves", "Birch Hash", null)
                        .published(day.formatted(1))
                        .build(),
                aMove("Alder and Birch move", "Alder Hash", null)
                        .by("Birch Hash", COMPANY, null)
                        .published(day.formatted(2))
                        .build(),
                aMove("Second batch shipped", "Cedar Pool", "cedar-pool")
                        .published(day.formatted(0))
                        .build(),
                aMove("Third batch shipped", "Cedar Pool", "cedar-pool")
                        .published(day.formatted(1))
                        .build(),
                aMove("Rigs shipped", "Cedar Pool", "cedar-pool")
                        .published(day.formatted(2))
                        .build(),
                aMove("Dogwood may move", "Dogwood Rigs", "dogwood")
                        .status(Status.RUMOURED)
                        .published(day.formatted(0))
                        .build(),
                aMove("Dogwood stays", "Dogwood Rigs", "dogwood")
                        .status(Status.DENIED)
                        .published(day.formatted(1))
                        .build());
    }

    private static String awaitVersion(String actor, int version) {
        return await().atMost(SOON)
                .until(
                        () -> Rest.alerts("actor", actor),
                        found -> found.getList("data.version").equals(List.of(version)))
                .getString("data[0].id");
    }

    private static String state(String alertId) throws SQLException {
        return Rows.query("select state from alerts.alert where id = '" + alertId + "'")
                .get(0);
    }

    private static List<String> types(String alertId) throws SQLException {
        return Rows.query("select version || ' ' || type from alerts.alert_version where alert_id = '" + alertId
                + "' order by version");
    }

    private static JsonPath message(String alertId, int version) throws SQLException {
        return new JsonPath(Rows.query("select body from alerts.alert_version where alert_id = '" + alertId
                        + "' and version = " + version)
                .get(0));
    }
}
