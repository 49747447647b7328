package dev.tocsin.alerting;

import static dev.tocsin.alerting.report.Reports.aBan;
import static dev.tocsin.alerting.report.Reports.aMove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.EventReported.Actor.Kind;
import dev.tocsin.alerting.report.Reports;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every test has actors or places of its own, since all share one database. */
@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class AlertPipelineIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Topic topic = new Topic();

    @AfterEach
    void closeTopic() {
        topic.close();
    }

    @Test
    void reportBecomesAnAlertOverRest() {
        EventReported report = aMove("Nova Rigs moves to Kazakhstan", "Nova Rigs", "nova-rigs")
                .from("China", "CN")
                .to("Kazakhstan", "KZ")
                .in("CN", "KZ")
                .on("2021-06")
                .counting("3", "t", "mining hardware")
                .build();

        topic.report(report);

        JsonPath alert = awaitAlerts("nova-rigs", 1);
        assertThat(alert.getString("data[0].id")).matches("alr_[0-9a-z]{26}");
        assertThat(alert.getInt("data[0].version")).isEqualTo(1);
        assertThat(alert.getString("data[0].category")).isEqualTo("relocation");
        assertThat(alert.getString("data[0].to.code")).isEqualTo("KZ");
        assertThat(alert.getString("data[0].occurred.date")).isEqualTo("2021-06");
        assertThat(alert.getInt("data[0].quantities[0].value")).isEqualTo(3);
        assertThat(alert.getString("data[0].reports[0].evidence[0].quote"))
                .isEqualTo(report.evidence().get(0).quote());
        assertThat(alert.getString("data[0].firstReportedAt")).isEqualTo("2021-06-18T08:00:00Z");
    }

    @Test
    void reportsThatComeThreeTimesInAnyOrderRaiseOneAlertEach() {
        List<EventReported> reports = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            EventReported report = aMove("Firm moves", "Thrice " + i, "thrice-" + i)
                    .by("Thrice", Kind.OTHER, "thrice-all")
                    .from("China", "CN")
                    .inArticle(Reports.id("art", 5000), 1)
                    .build();
            reports.addAll(List.of(report, report, report));
        }
        Collections.shuffle(reports, new Random(3));

        topic.report(reports.toArray(EventReported[]::new));
        topic.report(aMove("The last", "Closing Rigs", "thrice-last").build());

        awaitAlerts("thrice-last", 1);
        JsonPath alerts = awaitAlerts("thrice-all", 20);
        assertThat(alerts.getList("data.version")).allMatch(Integer.valueOf(1)::equals);
        assertThat(alerts.getList("data.reportCount")).allMatch(Integer.valueOf(1)::equals);
    }

    @Test
    void secondArticleOnTheSameEventJoinsAndRaisesNothing() throws SQLException {
        topic.report(aMove("Second Source leaves", "Second Source", "second-source")
                .from("China", "CN")
                .build());
        String id = awaitAlerts("second-source", 1).getString("data[0].id");

        topic.report(aMove("第二家迁往德州", "第二家", "second-source")
                .chinese()
                .to("Texas", "US-TX")
                .published("2021-06-19T08:00:00Z")
                .build());

        JsonPath joined = await().atMost(SOON)
                .until(() -> Rest.alerts("actor", "second-source"), found -> found.getInt("data[0].version") == 2);
        assertThat(joined.getList("data.id")).containsExactly(id);
        assertThat(joined.getString("data[0].title")).isEqualTo("Second Source leaves");
        assertThat(joined.getString("data[0].to.code")).isEqualTo("US-TX");
        assertThat(joined.getInt("data[0].independentSources")).isEqualTo(2);
        assertThat(joined.getString("data[0].lastReportedAt")).isEqualTo("2021-06-19T08:00:00Z");
        assertThat(types(id)).containsExactly("1 alert.raised", "2 alert.updated");
        assertThat(Rows.query("select languages from alerts.alert where id = '" + id + "'"))
                .containsExactly("{en,zh,zh-Hans}");
    }

    @Test
    void twoProvincesStayApart() {
        topic.report(
                aBan("Quiet province one", "CN-GZ")
                        .by("Apart Bureau", Kind.AUTHORITY, "apart-bureau")
                        .build(),
                aBan("Quiet province two", "CN-JX")
                        .by("Apart Bureau", Kind.AUTHORITY, "apart-bureau")
                        .build());

        assertThat(awaitAlerts("apart-bureau", 2).getList("data.jurisdictions.flatten()"))
                .containsExactlyInAnyOrder("CN-GZ", "CN-JX");
    }

    @Test
    void poisonIsDeadLetteredAsItCameAndTheRestGoesOn() {
        byte[] key = {(byte) 0xff, 0};
        byte[] value = "{ not json".getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> poison = new ProducerRecord<>("event.reported.v1", 0, key, value);
        poison.headers().add("ce_id", "poison-1".getBytes(StandardCharsets.UTF_8));

        topic.send(poison);
        topic.send(new ProducerRecord<>("event.reported.v1", 0, null, null));
        topic.send(new ProducerRecord<>(
                "event.reported.v1",
                0,
                null,
                Reports.toJson(aMove("After", "After Poison", "after-poison").build())));

        awaitAlerts("after-poison", 1);
        ConsumerRecord<byte[], byte[]> dead = topic.deadLetters().stream()
                .filter(letter -> "poison-1".equals(header(letter, "ce_id")))
                .findFirst()
                .orElseThrow();
        assertThat(dead.key()).isEqualTo(key);
        assertThat(dead.value()).isEqualTo(value);
        assertThat(header(dead, "tocsin-dlq-reason")).startsWith("The value is not JSON");
        assertThat(header(dead, "tocsin-dlq-topic")).isEqualTo("event.reported.v1");
        assertThat(header(dead, "tocsin-dlq-partition")).isEqualTo("0");
        assertThat(header(dead, "tocsin-dlq-offset")).containsOnlyDigits();
        assertThat(topic.deadLetters()).anyMatch(letter -> letter.value() == null);
    }

    @Test
    void transactionThatTheDatabaseBreaksOffIsTriedAgain() throws SQLException {
        try (Connection rival = Rows.database()) {
            rival.setAutoCommit(false);
            Rows.execute(rival, "select pg_advisory_xact_lock(" + 0x746F6373696EL + ")");
            topic.report(aMove("Broken off", "Broken Off", "broken-off").build());
            await().atMost(SOON).until(() -> !waitingBackends().isEmpty());

            for (int backend : waitingBackends()) {
                Rows.execute(rival, "select pg_terminate_backend(" + backend + ")");
            }
            rival.rollback();
        }

        assertThat(awaitAlerts("broken-off", 1).getInt("data[0].version")).isEqualTo(1);
    }

    @Test
    void timeIsThatOfTheLockHoweverLongItWasWaitedFor() throws SQLException {
        try (Connection rival = Rows.database()) {
            rival.setAutoCommit(false);
            Rows.execute(rival, "select pg_advisory_xact_lock(" + 0x746F6373696EL + ")");
            topic.report(aMove("Waited for", "Waited For", "waited-for").build());
            await().atMost(SOON).until(() -> !waitingBackends().isEmpty());
            Rows.execute(rival, "create table alerts.released as select clock_timestamp() as at");
            rival.commit();
        }

        String id = awaitAlerts("waited-for", 1).getString("data[0].id");
        assertThat(Rows.query("select v.created_at > r.at and v.raised_at = v.created_at"
                        + " from alerts.alert_version v, alerts.released r where v.alert_id = '" + id + "'"))
                .containsExactly("t");
        try (Connection connection = Rows.database()) {
            Rows.execute(connection, "drop table alerts.released");
        }
    }

    @Test
    void versionsFollowEachOtherInTimeEvenIfTheClockWasSetBack() throws SQLException {
        topic.report(aMove("Clock leaves", "Clock Set Back", "clock-set-back").build());
        String id = awaitAlerts("clock-set-back", 1).getString("data[0].id");
        try (Connection connection = Rows.database()) {
            Rows.execute(
                    connection,
                    "update alerts.alert set updated_at = now() + interval '1 hour' where id = '" + id + "'");
            Rows.execute(
                    connection,
                    "update alerts.alert_version v set created_at = a.updated_at from alerts.alert a"
                            + " where a.id = v.alert_id and a.id = '" + id + "'");
        }

        topic.report(aMove("Clock leaves for Texas", "Clock Set Back", "clock-set-back")
                .to("Texas", "US-TX")
                .build());
        await().atMost(SOON).until(() -> types(id).size() == 2);

        assertThat(Rows.query("select second.created_at = first.created_at + interval '1 microsecond'"
                        + " and first.superseded_at = second.created_at"
                        + " from alerts.alert_version first join alerts.alert_version second using (alert_id)"
                        + " where alert_id = '" + id + "' and first.version = 1 and second.version = 2"))
                .containsExactly("t");
    }

    @Test
    void reportThatTheDatabaseRefusesIsSetAsideAloneAndTheRestIsStored() throws SQLException {
        try (Connection connection = Rows.database()) {
            Rows.execute(connection, """
                    create function alerts.refuse() returns trigger language plpgsql as $$
                    begin
                      if new.title = 'Unstorable' then raise exception 'refused' using errcode = '22000'; end if;
                      return new;
                    end $$
                    """);
            Rows.execute(
                    connection,
                    "create trigger refuse before insert on alerts.alert for each row execute function alerts.refuse()");
            EventReported refused =
                    aMove("Unstorable", "Refused", "refused-one").build();

            topic.report(
                    aMove("Before", "Refusal before", "refusal-before").build(),
                    refused,
                    aMove("Behind", "Refusal behind", "refusal-behind").build());

            awaitAlerts("refusal-before", 1);
            awaitAlerts("refusal-behind", 1);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(topic.deadLetters())
                            .anyMatch(letter -> letter.key() != null
                                    && new String(letter.key(), StandardCharsets.UTF_8).equals(refused.reportId())
                                    && header(letter, "tocsin-dlq-reason")
                                            .equals("The database refuses what it says")));
            assertThat(Rest.alerts("actor", "refused-one").getList("data")).isEmpty();
            Rows.execute(connection, "drop function alerts.refuse() cascade");
        }
    }

    private static JsonPath awaitAlerts(String actor, int count) {
        return await().atMost(SOON)
                .until(
                        () -> Rest.alerts("actor", actor),
                        found -> found.getList("data").size() == count);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static List<Integer> waitingBackends() throws SQLException {
        return Rows.query("select pid from pg_locks where locktype = 'advisory' and not granted").stream()
                .map(Integer::valueOf)
                .toList();
    }

    private static List<String> types(String alertId) throws SQLException {
        return Rows.query("select version || ' ' || type from alerts.alert_version where alert_id = '" + alertId
                + "' order by version");
    }
}
