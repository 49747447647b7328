package dev.tocsin.alerting.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.account.Caller;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a claim reads of a large queue, in pages: unlike time they are the same on every machine. */
@QuarkusTest
@TestProfile(Asleep.class)
@QuarkusTestResource(BackingResource.class)
class QueuePlanIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern BUFFERS = Pattern.compile("Buffers: shared (?:hit=(\\d+))?(?: read=(\\d+))?");
    private static final int BACKLOG = 60_000;
    private static final int CLAIMED = 64;
    /** Four indexes of two to three levels, the rows, and the steps of the walk. */
    private static final int PAGES_A_CLAIM = 40;

    /** An index of two to three levels for the step, one for the row that says so. */
    private static final int PAGES_A_LOOK = 8;

    @Inject
    Alerts alerts;

    @Inject
    @ReactiveDataSource("queue")
    Pool pool;

    @BeforeEach
    @AfterEach
    void emptyTheQueue() {
        alerts.sql("truncate alerts.queue, alerts.delivery, alerts.attempt");
        alerts.sql("delete from alerts.subscription");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one endpoint with all of it  | 1    | 1 | true  | false | 1",
                "many endpoints of one host   | 2000 | 1 | true  | false | 64",
                "many hosts                   | 2000 | 0 | true  | false | 64",
                "all of it not yet due        | 2000 | 1 | false | false | 0",
                "all of it held               | 2000 | 1 | false | true  | 0",
            })
    void claimReadsInProportionToWhatItTakes(String line) {
        String[] cells = line.split("\\s*\\|\\s*");
        backlog(Integer.parseInt(cells[1]), cells[2].equals("1"), cells[3].equals("true"), cells[4].equals("true"));

        String plan = explain(1);

        assertThat(plan).doesNotContain("Seq Scan on queue").doesNotContain("Seq Scan on delivery");
        assertThat(plan).contains("queue_ready");
        assertThat(pages(plan)).isLessThan(200 + PAGES_A_CLAIM * Long.parseLong(cells[5]));
    }

    @Test
    void ripeningReadsInProportionToWhatItMakesReady() {
        backlog(2_000, true, false, false);
        alerts.sql(
                "update alerts.queue set due_at = now() where delivery_id in (select delivery_id from alerts.queue limit 10)");

        String plan = run("explain (analyze, buffers) " + ClaimRepository.RIPEN, Tuple.of(1_000, 1_000L));

        assertThat(plan).contains("queue_waiting").doesNotContain("Seq Scan on queue");
        assertThat(pages(plan)).isLessThan(400);
    }

    /** Endpoints that fail are passed over one by one, so each costs a look, however much waits for it. */
    @Test
    void claimPassesOverEndpointsThatAreLeftAlone() {
        backlog(2_000, true, true, false);
        alerts.sql("""
                insert into alerts.failing_endpoint (subscription_id, since, stage, stage_at, next_at)
                select id, now(), 0, now(), now() + interval '1 minute' from alerts.subscription
                """);

        String plan = explain(8);

        assertThat(plan).doesNotContain("Seq Scan on queue");
        assertThat(pages(plan)).isLessThan(200 + 2_000 * PAGES_A_LOOK);
        assertThat(alerts.query("select count(*) from alerts.queue where claim_id is not null"))
                .containsExactly("0");
        alerts.sql("truncate alerts.failing_endpoint");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sweepLooksOnceAtEverySubscription(boolean held) {
        backlog(2_000, true, false, held);
        if (held) {
            alerts.sql("insert into alerts.release select id, now(), now() from alerts.subscription");
        }

        String plan = run("explain (analyze, buffers) " + UpkeepRepository.SWEEP, Tuple.tuple());

        assertThat(plan).contains("queue_parked").doesNotContain("Seq Scan on queue");
        assertThat(pages(plan)).isLessThan(200 + 2_000 * (PAGES_A_LOOK + 30));
        alerts.sql("truncate alerts.release");
    }

    private void backlog(int subscriptions, boolean oneHost, boolean ready, boolean held) {
        alerts.sql("""
                insert into alerts.subscription
                select 'sub_' || lpad(i::text, 26, '0'), ?, 'n', 'http://127.0.0.1:9/', decode(repeat('00', 32), 'hex'),
                       '{}', '{}', '{}', '{}', '{}', '{}', 0, true, null, 1, now(), now(), null
                from generate_series(1, ?) i
                """, Caller.OPERATOR_ACCOUNT, subscriptions);
        alerts.sql("""
                insert into alerts.delivery (id, subscription_id, type, body, state, attempts, tries, created_at)
                select alerts.message_id(s.id, i::text, 1, 't'), s.id, 't', '{}', 'pending', 0, 0, now()
                from alerts.subscription s cross join generate_series(1, ?) i
                """, BACKLOG / subscriptions);
        alerts.sql("""
                insert into alerts.queue (delivery_id, subscription_id, host, due_at, ready, held)
                select id, subscription_id, case when ? then 'one' else subscription_id end,
                       now() + case when ? then interval '0' else interval '1 hour' end, ?, ?
                from alerts.delivery
                """, oneHost, ready, ready, held);
    }

    private String explain(int perSubscription) {
        return run("explain (analyze, buffers) " + ClaimRepository.CLAIM, Tuple.from(new Object[] {
            "",
            new JsonObject(),
            new JsonObject(),
            new JsonObject(),
            CLAIMED,
            perSubscription,
            CLAIMED,
            UUID.randomUUID(),
            1_000L
        }));
    }

    private String run(String sql, Tuple parameters) {
        RowSet<Row> rows = pool.preparedQuery(sql).execute(parameters).await().atMost(PATIENCE);
        StringBuilder plan = new StringBuilder();
        rows.forEach(row -> plan.append(row.getString(0)).append('\n'));
        return plan.toString();
    }

    /** Of the topmost node, which counts those below it. */
    private static long pages(String plan) {
        Matcher buffers = BUFFERS.matcher(plan);
        assertThat(buffers.find()).isTrue();
        return number(buffers.group(1)) + number(buffers.group(2));
    }

    private static long number(@Nullable String text) {
        return text == null ? 0 : Long.parseLong(text);
    }
}
